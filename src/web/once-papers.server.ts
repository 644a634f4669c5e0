import type { Secret } from 'otpauth';
import { account } from '#capabilities/access/accounts.server.ts';
import { agreeChange, askReset } from '#capabilities/access/account-changes.server.ts';
import { apiKeyOf, makeApiKey, rotateApiKey } from '#capabilities/access/api-keys.server.ts';
import {
	firstPasswordOf,
	resetPasswordOf,
	resetSecretOf,
	totpSecretOf,
	uriOf
} from '#capabilities/access/first-secrets.server.ts';
import { makeSecond } from '#capabilities/access/opening.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import type { OncePaper } from '#capabilities/access/ui/paper.ts';
import type { Context } from '#platform/context.server.ts';
import type { Door } from '#web/act.server.ts';
import type { ObjectSchema } from '#web/form.server.ts';

type Input<D> = D extends Door<infer S, unknown> ? Parameters<Door<S, unknown>>[1] : never;

/** A door with the paper that its answer prints: derived from the request that was run, kept nowhere. */
const printing = <S extends ObjectSchema, A extends object>(
	door: Door<S, A>,
	paper: (context: Context, answer: A, input: Input<Door<S, A>>) => OncePaper | null | Promise<OncePaper | null>
) =>
	Object.assign(
		async (context: Context, input: Input<Door<S, A>>) => {
			const answer = await door(context, input);
			return { ...answer, paper: await paper(context, answer, input) };
		},
		{ schema: door.schema }
	);

const blank: OncePaper = { kind: 'first', name: '', login: null, password: null, code: null, key: null, waits: false };

const codeOf = (secret: Secret, login: string) => ({ uri: uriOf(secret, login), letters: secret.base32 });

const whose = async (context: Context, staff: string) => {
	const { name = '', login = '' } = (await account(context, { staff }))?.person ?? {};
	return { name, login };
};

export const makeWithPaper = printing(makeStaff, (context, { waits }, { login, name }) => {
	const typed = login.trim().toLowerCase();
	const code = codeOf(totpSecretOf(context), typed);
	return { ...blank, name, login: typed, password: firstPasswordOf(context), code, waits };
});

/** The second person of a house that is being opened. */
export const makeSecondWithPaper = printing(makeSecond, (context, _, { login, name }) => {
	const typed = login.trim().toLowerCase();
	const code = codeOf(totpSecretOf(context), typed);
	return { ...blank, name, login: typed, password: firstPasswordOf(context), code };
});

/** Whoever asks prints the password. */
export const askWithPaper = printing(askReset, async (context, { change }, { staff }) => ({
	...blank,
	...(await whose(context, staff)),
	kind: 'password',
	password: resetPasswordOf(context, change),
	waits: true
}));

/** Whoever agrees prints the authenticator. */
export const agreeWithPaper = printing(agreeChange, async (context, { staff, what }, { change }) => {
	if (what !== 'reset') return null;
	const { name, login } = await whose(context, staff);
	return { ...blank, kind: 'code', name, login, code: codeOf(resetSecretOf(context, change), login) };
});

export const makeKeyWithPaper = printing(makeApiKey, (context, _, { name }) => ({
	...blank,
	kind: 'key',
	name: name ?? '',
	key: apiKeyOf(context)
}));

export const rotateWithPaper = printing(rotateApiKey, async (context, { id, staff }) => {
	const key = (await account(context, { staff }))?.keys.find((one) => one.id === id);
	return { ...blank, kind: 'key', name: key?.name ?? '', key: apiKeyOf(context) };
});
