// A second system of the province, as its own people would write it: it signs people in through Kinh Bắc with openid-client.
//   node system.mjs ISSUER CLIENT SECRET    says its address on the first line, then a line of JSON for whatever happened
import http from 'node:http'
import * as client from 'openid-client'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const [issuer, id, secret, port] = process.argv.slice(2)
const said = (what) => console.log(JSON.stringify(what))
const here = `http://127.0.0.1:${port}`
const kinhbac = await client.discovery(new URL(issuer), id, secret, undefined, {
  execute: [client.allowInsecureRequests], // the tests are on this machine
})
const keys = createRemoteJWKSet(new URL(kinhbac.serverMetadata().jwks_uri))
const begun = new Map()

async function start(answer) {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  begun.set(state, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
  const address = client.buildAuthorizationUrl(kinhbac, {
    redirect_uri: `${here}/back`,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  answer.writeHead(302, { Location: address.href }).end()
}

async function back(request, answer) {
  const address = new URL(request.url, here)
  const tokens = await client.authorizationCodeGrant(kinhbac, address, begun.get(address.searchParams.get('state')))
  const claims = tokens.claims()
  const told = await client.fetchUserInfo(kinhbac, tokens.access_token, claims.sub)
  const renewed = await client.refreshTokenGrant(kinhbac, tokens.refresh_token)
  const leave = client.buildEndSessionUrl(kinhbac, {
    id_token_hint: renewed.id_token,
    post_logout_redirect_uri: `${here}/out`,
  })
  said({ happened: 'signed in', claims, told, renewed: renewed.claims(), leave: leave.href })
  answer.end(told.name)
}

async function signedOut(request, answer) {
  let body = ''
  for await (const part of request) body += part
  const { payload } = await jwtVerify(new URLSearchParams(body).get('logout_token'), keys, {
    issuer,
    audience: id,
    typ: 'logout+jwt',
  })
  said({ happened: 'signed out', claims: payload })
  answer.writeHead(200).end()
}

async function own(answer) {
  const token = await client.clientCredentialsGrant(kinhbac, { scope: 'catalogue.read' })
  const read = await client.fetchProtectedResource(
    kinhbac, token.access_token, new URL(`${issuer}/api/procedures`), 'GET')
  said({ happened: 'read', status: read.status, procedures: (await read.json()).length })
  answer.end()
}

http.createServer(async (request, answer) => {
  const path = request.url.split('?')[0]
  try {
    if (path === '/start') await start(answer)
    else if (path === '/back') await back(request, answer)
    else if (path === '/signed-out') await signedOut(request, answer)
    else if (path === '/own') await own(answer)
    else answer.end('out')
  } catch (fault) {
    said({ happened: 'fault', fault: String(fault), code: fault.code, cause: String(fault.cause ?? '') })
    answer.writeHead(500).end()
  }
}).listen(Number(port), '127.0.0.1', () => said({ happened: 'ready' }))
