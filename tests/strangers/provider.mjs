// A national provider of identities, as a stranger's library makes one: the certified oidc-provider, with one account.
//   node provider.mjs PORT CLIENT SECRET REDIRECT ACCOUNT    where ACCOUNT is the JSON of its claims
import { Provider } from 'oidc-provider'

const [port, id, secret, redirect, account] = process.argv.slice(2)
const claims = JSON.parse(account)
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: id, client_secret: secret, redirect_uris: [redirect], grant_types: ['authorization_code'] }],
  claims: { openid: Object.keys(claims) },
  findAccount: async (_, sub) => (sub === claims.sub ? { accountId: sub, claims: async () => claims } : undefined),
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } }, // its own pages: a name to sign in by, and consent
})
provider.listen(Number(port), '127.0.0.1', () => console.log(JSON.stringify({ happened: 'ready' })))
