import * as v from 'valibot';

// What a program is told when it is not answered (RFC 9457): one definition for the API, its description and the tests.

const said = {
	/** The status says what kind of problem it is; `code` says which. */
	type: v.literal('about:blank'),
	/** The phrase of the status. */
	title: v.string(),
	/** A sentence for people, in the first of vi, en, hi that `Accept-Language` names, else in Vietnamese. */
	detail: v.string(),
	/** Ours, and stable: programs go by it. */
	code: v.string()
};

const withStatus = <S extends number, E extends v.ObjectEntries>(status: S, more: E) =>
	v.object({ ...said, status: v.literal(status), ...more });

const slots = v.record(v.string(), v.union([v.string(), v.number()]));

/** Each problem by its status, as it is sent. */
export const problems = {
	401: { name: 'NotKnown', says: 'No key, or one that does not work (any more).', shape: withStatus(401, {}) },
	403: { name: 'NotAllowed', says: 'This key does not open this door.', shape: withStatus(403, { slots }) },
	404: { name: 'NotThere', says: 'There is no such door.', shape: withStatus(404, {}) },
	405: { name: 'AskByPost', says: 'This query is asked by POST.', shape: withStatus(405, {}) },
	409: {
		name: 'Refused',
		says: 'The house says no, and why: `code` names it, `slots` fill its sentence. Nothing was changed.',
		shape: withStatus(409, { slots })
	},
	411: {
		name: 'LengthMissing',
		says: 'The length of the body is not said beforehand; it was not read.',
		shape: withStatus(411, {})
	},
	413: {
		name: 'BodyLarge',
		says: 'The body is larger than is taken here; it was not read.',
		shape: withStatus(413, {})
	},
	422: {
		name: 'WrongInput',
		says: 'What was sent is not of the shape that is asked for; `errors` says where. Nothing was changed.',
		shape: withStatus(422, {
			errors: v.optional(
				v.object({
					root: v.optional(v.array(v.string())),
					nested: v.optional(v.record(v.string(), v.array(v.string()))),
					other: v.optional(v.array(v.string()))
				})
			)
		})
	},
	500: {
		name: 'Fault',
		says: 'A fault of the house. It stands in its log under `request`.',
		shape: withStatus(500, { request: v.pipe(v.string(), v.uuid()) })
	},
	503: {
		name: 'Away',
		says: 'The database does not answer. Send it again later, with the same `Idempotency-Key`.',
		shape: withStatus(503, {})
	},
	507: {
		name: 'Full',
		says: 'The machine has no room left to write. Nothing was changed; send it again later, with the same `Idempotency-Key`.',
		shape: withStatus(507, {})
	}
} as const;

export type ProblemStatus = keyof typeof problems;
