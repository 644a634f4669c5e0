import { Secret } from 'otpauth';
import { account } from '#capabilities/access/accounts.server.ts';
import { agreeChange, askReset } from '#capabilities/access/account-changes.server.ts';
import { makeApiKey, rotateApiKey } from '#capabilities/access/api-keys.server.ts';
import { uriOf } from '#capabilities/access/first-secrets.server.ts';
import { makeSecond } from '#capabilities/access/opening.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import type { OncePaper } from '#capabilities/access/ui/paper.ts';
import type { Context } from '#platform/context.server.ts';
import type { Door } from '#web/act.server.ts';
import type { ObjectSchema } from '#web/form.server.ts';

type Input<D> = D extends Door<infer S, unknown> ? Parameters<Door<S, unknown>>[1] : never;

/** A door with the paper that its answer prints: what the door shows once, kept nowhere. */
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

const whose = async (context: Context, staff: string) => {
	const { name = '', login = '' } = (await account(context, { staff }))?.person ?? {};
	return { name, login };
};

export const makeWithPaper = printing(makeStaff, (_, { login, password, code, waits }, { name }) => ({
	...blank,
	...{ name, login, password, code, waits }
}));

/** The second person of a house that is being opened. */
export const makeSecondWithPaper = printing(makeSecond, (_, { login, password, code }, { name }) => ({
	...blank,
	...{ name, login, password, code }
}));

/** Whoever asks prints the password. */
export const askWithPaper = printing(askReset, async (context, { password }, { staff }) => ({
	...blank,
	...(await whose(context, staff)),
	...{ kind: 'password', password, waits: true }
}));

/** Whoever agrees prints the authenticator. */
export const agreeWithPaper = printing(agreeChange, async (context, { staff, letters }) => {
	if (letters === null) return null;
	const { name, login } = await whose(context, staff);
	return { ...blank, kind: 'code', name, login, code: { letters, uri: uriOf(Secret.fromBase32(letters), login) } };
});

export const makeKeyWithPaper = printing(makeApiKey, (_, { key }, { name }) => ({
	...blank,
	...{ kind: 'key', name: name ?? '', key }
}));

export const rotateWithPaper = printing(rotateApiKey, async (context, { id, staff, key }) => {
	const found = (await account(context, { staff }))?.keys.find((one) => one.id === id);
	return { ...blank, kind: 'key', name: found?.name ?? '', key };
});
