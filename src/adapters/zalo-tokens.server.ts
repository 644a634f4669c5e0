import * as v from 'valibot';
import { callOutside } from './call.server.ts';

/** Both tokens of an official account. The refresh token works once: what it gives takes its place. */
export type Tokens = { access: string | null; refresh: string; until: Date | null };

/** Where they are kept: `keep` is done when the next pair is committed, and only then is it used. */
export type TokenKeeper = { read: () => Promise<Tokens>; keep: (next: Tokens) => Promise<void> };

export type TokenSource = { url: string; appId: string; secret: string };

/** No token is to be had: nothing was sent. `lost` is for good, until somebody sets a new one. */
export class NoToken extends Error {
	readonly lost: boolean;
	constructor(lost: boolean) {
		super(lost ? 'the refresh token is not known' : 'no token now');
		this.lost = lost;
	}
}

const EARLY_MS = 60_000;
const Given = v.object({
	access_token: v.pipe(v.string(), v.nonEmpty()),
	refresh_token: v.pipe(v.string(), v.nonEmpty()),
	expires_in: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number(), v.minValue(1))
});
const Refused = v.object({ error: v.number() });

/** The next pair for a refresh token. From here on the old one is spent, whether or not the answer arrives. */
async function askFor(source: TokenSource, refresh: string, patience: number): Promise<Tokens> {
	const headers = { secret_key: source.secret, 'content-type': 'application/x-www-form-urlencoded' };
	const body = new URLSearchParams({ refresh_token: refresh, app_id: source.appId, grant_type: 'refresh_token' });
	const reply = await callOutside('ZALO_TOKEN_URL', source.url, { headers, body }, patience);
	const said: unknown = await reply.json();
	const given = v.safeParse(Given, said);
	if (!given.success) throw new NoToken(v.is(Refused, said));
	const { access_token: access, refresh_token: next, expires_in: seconds } = given.output;
	return { access, refresh: next, until: new Date(Date.now() + seconds * 1000) };
}

/**
 * An access token that works, got anew where the kept one is over or was refused. One asks at a time, or two would spend one
 * refresh token. A pair that could not be kept is held here and kept before anything else is asked: it is the only one there is.
 */
export function tokensOf(source: TokenSource, keeper: TokenKeeper, patience: number) {
	let unkept: Tokens | null = null;
	let turn: Promise<unknown> = Promise.resolve();

	const next = async (refresh: string): Promise<Tokens> => {
		unkept ??= await askFor(source, refresh, patience);
		const pair = unkept;
		await keeper.keep(pair);
		unkept = null;
		return pair;
	};
	const find = async (refused: string | null): Promise<string> => {
		const kept = await keeper.read();
		const lasts = kept.until !== null && kept.until.getTime() - EARLY_MS > Date.now();
		if (!unkept && kept.access && lasts && kept.access !== refused) return kept.access;
		return (await next(kept.refresh)).access!;
	};
	/** `refused`: the token that was just turned away. */
	return (refused: string | null = null): Promise<string> => {
		const found = turn
			.catch(() => {})
			.then(() => find(refused))
			.catch((fault: unknown) => {
				throw fault instanceof NoToken ? fault : new NoToken(false);
			});
		turn = found;
		return found;
	};
}
