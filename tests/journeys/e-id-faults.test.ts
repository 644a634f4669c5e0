import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type RunningHouse } from '../support/house.ts';
import { startProvider, type Provider } from '../support/provider.ts';

// Whoever comes back from the e-ID and cannot be let in reads why, in a sentence of its own: a whole house with a provider that
// answers as it is told. The same provider tells levels as Keycloak does.

type Told = Parameters<Provider['tell']>[0];
let provider: Provider;
let house: RunningHouse;
beforeAll(async () => {
	provider = await startProvider();
	const env = { E_ID_ISSUER: provider.issuer, E_ID_CLIENT_ID: 'tung-nha', E_ID_CLIENT_SECRET: 'a secret of a test' };
	house = await startHouse({ env: { ...env, E_ID_LEVELS: 'cao=2' } });
});
afterAll(async () => {
	await house.stop();
	await provider.end().catch(() => undefined);
});

const open = (path: string, cookie = '') =>
	fetch(new URL(path, house.origin), { redirect: 'manual', headers: { cookie, accept: 'text/html' } });

/** What stands on the page that somebody ends at, and with which status. */
async function ended(reply: Response): Promise<{ at: string; status: number; lead: string }> {
	const at = reply.headers.get('location') ?? '';
	const page = at === '' ? reply : await open(at);
	const lead = /<p class="lead[^"]*">([\s\S]*?)<\/p>/.exec(await page.text())?.[1]?.replace(/<[^>]*>/g, '') ?? '';
	return { at, status: page.status, lead: lead.trim() };
}

/** Sets out, and comes back with a token of which `said` is true. */
async function comeBack(said: Told) {
	provider.tell({});
	const out = await open('/dang-nhap');
	expect(out.headers.get('location')).toMatch(provider.issuer);
	const asked = new URL(out.headers.get('location')!).searchParams;
	expect([asked.get('scope'), asked.get('redirect_uri')]).toEqual([
		'openid profile eid',
		`${house.origin}/dang-nhap/ve`
	]);
	const cookie = out.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	provider.tell(said, asked.get('nonce')!);
	return open(`/dang-nhap/ve?code=c&state=${asked.get('state')}`, cookie);
}

test('levels as text let her in', async () => {
	for (const claims of [
		{ eid_level: '2' },
		{ eid_level: undefined, acr: 'LoA2' },
		{ eid_level: undefined, acr: 'cao' }
	]) {
		const reply = await comeBack({ claims });
		expect([reply.status, reply.headers.get('location')]).toEqual([303, '/cua-toi']);
	}
});

test('each thing that can be wrong is told by a sentence of its own, with a status of its kind', async () => {
	const wrong: [string, Told, number][] = [
		['e-id-issuer', { claims: { iss: 'http://127.0.0.1:1' } }, 502],
		['e-id-expired', { claims: { exp: 1_700_000_000 } }, 401],
		['e-id-claims', { claims: { personal_no: undefined } }, 502],
		['e-id-level', { claims: { eid_level: 'vàng' } }, 502],
		['e-id-forged', { key: provider.strange }, 502],
		['e-id-other-house', { claims: { aud: 'another' } }, 502],
		['e-id-silent', { status: 500 }, 503],
		['not-in-register', { claims: { personal_no: '097150009999' } }, 403]
	];
	const leads = new Set<string>();
	for (const [code, said, status] of wrong) {
		const page = await ended(await comeBack(said));
		expect([page.at, page.status]).toEqual([`/dang-nhap?loi=${code}`, status]);
		expect(page.lead).not.toContain('Việc này chưa làm được');
		leads.add(page.lead);
	}
	const strange = await ended(await open('/dang-nhap/ve?code=c&state=x'));
	expect([strange.at, strange.status]).toEqual(['/dang-nhap?loi=trip-over', 401]);
	leads.add(strange.lead);
	expect([leads.size, [...leads].filter((lead) => lead.length < 20)]).toEqual([wrong.length + 1, []]);
});

test('a provider that is down is told before anybody sets out', async () => {
	// Remembered metadata would hide it: a fresh house finds nobody there.
	const other = await startHouse({
		env: { E_ID_ISSUER: 'http://127.0.0.1:1', E_ID_CLIENT_ID: 'tung-nha', E_ID_CLIENT_SECRET: 's' }
	});
	const reply = await fetch(`${other.origin}/dang-nhap`, { redirect: 'manual', headers: { accept: 'text/html' } });
	const text = await reply.text();
	await other.stop();
	expect(reply.status).toBe(503);
	expect(text).toContain('Định danh điện tử chưa trả lời');
});
