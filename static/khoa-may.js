// Keys on machines (Web Authentication). A form says what its key is to do: sign a challenge that is asked for at the press, or
// be made by what the page brought. What the key says goes into the form, and the form goes on as any other.

const supported = isSecureContext && 'PublicKeyCredential' in window && 'credentials' in navigator;

const bytesOf = (text) =>
	Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
	btoa(String.fromCharCode(...new Uint8Array(buffer)))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');

const post = (url, body) =>
	fetch(url, {
		method: 'POST',
		body: new URLSearchParams(body),
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' }
	})
		.then((reply) => reply.json())
		.catch(() => null);

/** What an action answered, out of the way in which Kit packs it: a list whose first says where each value stands. */
const optionsIn = ({ data }) => {
	const packed = JSON.parse(data);
	return JSON.parse(packed[packed[0].options]);
};

async function make(options) {
	const { id, rawId, type, response } = await navigator.credentials.create({
		publicKey: {
			...options,
			challenge: bytesOf(options.challenge),
			user: { ...options.user, id: bytesOf(options.user.id) },
			excludeCredentials: options.excludeCredentials.map((one) => ({ ...one, id: bytesOf(one.id) }))
		}
	});
	const { clientDataJSON, attestationObject } = response;
	const transports = response.getTransports?.() ?? [];
	const said = { clientDataJSON: textOf(clientDataJSON), attestationObject: textOf(attestationObject), transports };
	return { id, rawId: textOf(rawId), type, response: said };
}

async function sign(options) {
	const { id, rawId, type, response } = await navigator.credentials.get({
		publicKey: { ...options, challenge: bytesOf(options.challenge) }
	});
	const { clientDataJSON, authenticatorData, signature, userHandle } = response;
	const said = {
		clientDataJSON: textOf(clientDataJSON),
		authenticatorData: textOf(authenticatorData),
		signature: textOf(signature),
		userHandle: userHandle && textOf(userHandle)
	};
	return { id, rawId: textOf(rawId), type, response: said };
}

/** What the house refuses is sent once more as any form is, so that its words appear. Behind a lantern nothing may go away. */
function refused(form, reply) {
	if (reply?.type === 'redirect') return location.assign(reply.location);
	if (form.closest('dialog') || !reply) return say(form, '');
	form.action = form.dataset.begin;
	form.submit();
}

function say(form, fault) {
	const notes = [...form.querySelectorAll('[data-fault]')];
	const note = notes.find((one) => one.dataset.fault === fault) ?? notes.find((one) => one.dataset.fault === '');
	for (const one of notes) one.hidden = fault === null || one !== note;
}

/** Behind a lantern the words stay in their boxes: it is opened from here, and the page does not go. */
async function send(form) {
	const lantern = form.closest('dialog');
	if (!lantern) return form.submit();
	const reply = await post(form.action, new FormData(form));
	if (reply?.type !== 'redirect') return say(form, '');
	if (reply.location.includes('dang-nhap')) return location.assign(reply.location);
	lantern.dispatchEvent(new Event('opened'));
}

async function press(form) {
	say(form, null);
	const { begin, passkey, options } = form.dataset;
	const reply = begin ? await post(begin, {}) : null;
	if (begin && reply?.type !== 'success') return refused(form, reply);
	try {
		const said = await (passkey === 'make' ? make(JSON.parse(options)) : sign(optionsIn(reply)));
		form.elements.credential.value = JSON.stringify(said);
	} catch (fault) {
		return say(form, fault.name);
	}
	await send(form);
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
	form.querySelector(supported ? '[data-can]' : '[data-cannot]').hidden = false;
	let busy = false;
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		if (busy || !supported) return;
		busy = true;
		await press(form).finally(() => (busy = false));
	});
}
