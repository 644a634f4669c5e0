import { challengeOf } from '#capabilities/access/challenges.server.ts';
import { beginEntry, enterByPasskey } from '#capabilities/access/passkey-entry.server.ts';
import { addPasskey, beginPasskey } from '#capabilities/access/passkeys.server.ts';
import { fullTokenOf } from '#capabilities/access/shift.server.ts';
import { totpOf } from '#capabilities/access/second-factor.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { authenticator, type Authenticator, type How } from './authenticator.ts';
import { atBrowser, byHouse } from './accounts.ts';
import { door, enter, passwordOf, secretOf } from './enter.ts';
import type { Scene } from './scene.ts';

export const SITE = { origin: 'https://mot-cua.example', host: 'mot-cua.example' };
const VISIT = 'a browser that nobody knows yet';

/** Somebody signed in on a browser. */
export const signedIn = async (s: Scene, login: string, minutes = 0): Promise<Actor> =>
	(await atBrowser(s, await enter(s, login, minutes), minutes))!.actor;

/** What their authenticator shows; a code works once, and for a scene none was used yet. */
export async function freshCode(s: Scene, login: string, at: Date): Promise<string> {
	await byHouse(s, (sql) => sql`update staff set totp_step = 0 where login = ${login}`);
	return totpOf(secretOf(s, login)).generate({ timestamp: at.getTime() });
}

/** Password and code are proven, and a challenge given. */
export async function begun(s: Scene, actor: Actor, login: string, minutes = 0): Promise<string> {
	const context = s.as(actor, minutes);
	await beginPasskey(context, { password: passwordOf(login), code: await freshCode(s, login, context.now) });
	return challengeOf(context, context.request);
}

type Whose = { actor: Actor; login: string };

/** Adds a key of a machine; answers the key, and its row. */
export async function withKey(s: Scene, { actor, login }: Whose, minutes = 0, key = authenticator(SITE.origin)) {
	const credential = key.made(await begun(s, actor, login, minutes));
	const row = crypto.randomUUID();
	await addPasskey(s.as(actor, minutes), { id: row, credential, name: 'máy bàn 2', ...SITE });
	return { key, row };
}

type More = Partial<How> & { address?: string; visit?: string; asked?: string; browser?: string; held?: string };

/** A challenge for whoever comes, as the page is given it. */
export async function asked(s: Scene, minutes = 0, visit = VISIT): Promise<string> {
	const context = door(s, 'access.begin-entry', minutes);
	await beginEntry(context, { visit, address: 'a' });
	return challengeOf(context, context.request);
}

/** Signs in by a key; answers why not, or the browser's token. */
export async function enterByKey(s: Scene, key: Authenticator, minutes = 0, more: More = {}) {
	const { address = 'a', visit = VISIT, asked: challenge = await asked(s, minutes), browser, held, ...how } = more;
	const context = door(s, 'access.enter-by-passkey', minutes);
	const credential = key.signed(challenge, how);
	const said = await enterByPasskey(context, { credential, visit, address, browser, held, ...SITE });
	return { why: said.why, token: said.ok ? fullTokenOf(context) : null };
}

/** How an account stands from now on, as no command leaves it. */
export const standing = (s: Scene, staff: string, now: { must_change: boolean; closed_at?: Date | null }) =>
	byHouse(s, (sql) => sql`update staff set ${sql(now)} where id = ${staff}`);

/** What the journal says of the tries to come in by a key of this account. */
export const refusedIn = async (s: Scene, staff: string): Promise<(string | null)[]> =>
	(
		await s.base.db<{ refused: string | null }[]>`
			select detail ->> 'refused' as refused from journal
			where command = 'access.enter-by-passkey' and about = ${staff} order by id`
	).map(({ refused }) => refused);
