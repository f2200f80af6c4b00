// Asks the browser for a passkey, or to make one. Where there is no script, the other ways stand on the same page.
const bytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keys = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

async function made(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: keys(asked.excludeCredentials) };
  const answer = await navigator.credentials.create({ publicKey });
  return said(answer, { attestationObject: words(answer.response.attestationObject) });
}

async function shown(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: keys(asked.allowCredentials) };
  const answer = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = answer.response;
  return said(answer, {
    authenticatorData: words(authenticatorData),
    signature: words(signature),
    ...(userHandle && { userHandle: words(userHandle) }),
  });
}

function said(answer, more) {
  const response = { clientDataJSON: words(answer.response.clientDataJSON), ...more };
  return JSON.stringify({ id: answer.id, rawId: words(answer.rawId), type: answer.type, response });
}

for (const part of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const fault = part.querySelector("[data-passkey-fault]");
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    fault.hidden = true;
    try {
      const asked = JSON.parse(part.dataset.asked);
      const answer = await (part.dataset.passkey === "create" ? made : shown)(asked);
      part.querySelector("[data-passkey-answer]").value = answer;
      part.closest("form").submit();
    } catch {
      fault.hidden = false;
    }
  });
}
