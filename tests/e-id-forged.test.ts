import { afterAll, beforeAll, expect, test } from 'vitest';
import { eIdByOidc } from '#adapters/e-id.server.ts';
import { refusalOf } from './support/scene.ts';
import { startProvider, type Provider } from './support/provider.ts';

// What the e-ID says is believed for its signature, and not for where it came from; what is wrong with it is told apart.

type Told = Parameters<Provider['tell']>[0];
const BACK = 'http://127.0.0.1:4000/dang-nhap/ve';
let provider: Provider;
beforeAll(async () => {
	provider = await startProvider();
});
afterAll(() => provider.end());

const eIdAt = (issuer: string, levels = '') =>
	eIdByOidc({ issuer, clientId: 'tung-nha', secret: 'a secret of a test', levels });

/** Somebody who comes back with a token of which `said` is true. */
async function comeBack(said: Told, levels = '') {
	provider.tell({});
	const eId = eIdAt(provider.issuer, levels);
	const { trip } = await eId.begin(BACK);
	provider.tell(said, trip.nonce);
	return eId.finish(new URL(`${BACK}?code=c&state=${trip.state}`), trip);
}

test('a token that its provider signed lets somebody in', async () => {
	expect(await comeBack({})).toMatchObject({ number: '097150004127', level: 2 });
});

test.each<[string, () => Told, string]>([
	['signed by somebody else', () => ({ key: provider.strange }), 'e-id-forged'],
	['signed by nobody', () => ({ key: null, header: { alg: 'none' } }), 'e-id-forged'],
	['whose signature is empty', () => ({ key: null }), 'e-id-forged'],
	['under an algorithm that it never named', () => ({ header: { alg: 'PS256' } }), 'e-id-forged'],
	['for another house', () => ({ claims: { aud: 'another' } }), 'e-id-other-house'],
	['of another provider', () => ({ claims: { iss: 'http://127.0.0.1:1' } }), 'e-id-issuer'],
	['whose time is over', () => ({ claims: { exp: 1_700_000_000 } }), 'e-id-expired'],
	['of another trip', () => ({ claims: { nonce: 'another' } }), 'e-id-forged'],
	['without a number', () => ({ claims: { personal_no: undefined } }), 'e-id-claims'],
	['whose number is none', () => ({ claims: { personal_no: '12' } }), 'e-id-claims'],
	['without a name', () => ({ claims: { name: undefined } }), 'e-id-claims'],
	['without a level', () => ({ claims: { eid_level: undefined } }), 'e-id-level'],
	['whose level nobody knows', () => ({ claims: { eid_level: 'gold' } }), 'e-id-level']
])('a token %s lets nobody in, and is told apart', async (_, said, code) => {
	expect(await refusalOf(comeBack(said()))).toBe(code);
});

test.each<[string, Record<string, unknown>, string, number]>([
	['a number', { eid_level: 2 }, '', 2],
	['a number as text', { eid_level: '2' }, '', 2],
	['Keycloak’s acr', { eid_level: undefined, acr: '2' }, '', 2],
	['a level of assurance', { eid_level: undefined, acr: 'LoA2' }, '', 2],
	['the same in words', { eid_level: 'level 1' }, '', 1],
	['words that a setting reads', { eid_level: undefined, acr: 'urn:xa:cao' }, 'urn:xa:thap=1, urn:xa:cao=2', 2],
	['a setting before everything else', { eid_level: '3' }, '3=1', 1]
])('a level is read as %s', async (_, claims, levels, level) => {
	expect((await comeBack({ claims }, levels)).level).toBe(level);
});

test('a setting says of every level that it names what it is, and nothing of others', async () => {
	const claims = { eid_level: undefined, acr: 'urn:xa:khac' };
	expect(await refusalOf(comeBack({ claims }, 'urn:xa:cao=2'))).toBe('e-id-level');
});

test('a day of birth is read by its name in OpenID Connect as well', async () => {
	const claims = { birth_date: undefined, birthdate: '1950-03-14' };
	expect((await comeBack({ claims })).birthDate).toBe('1950-03-14');
});

test('a provider that calls itself otherwise than it was set is none', async () => {
	provider.tell({ metadata: { issuer: 'http://127.0.0.1:1' } });
	expect(await refusalOf(eIdAt(provider.issuer).begin(BACK))).toBe('e-id-issuer');
});

test('a provider that is down, ill, or no provider at all does not answer', async () => {
	expect(await refusalOf(eIdAt('http://127.0.0.1:1').begin(BACK))).toBe('e-id-silent');
	provider.tell({ status: 503 });
	expect(await refusalOf(eIdAt(provider.issuer).begin(BACK))).toBe('e-id-silent');
	expect(await refusalOf(comeBack({ status: 500 }))).toBe('e-id-silent');
});
