import { doors as doorsSay, rooms as roomsSay } from 'virtual:doors-said';
import { roles } from '#capabilities/access/rules-roles.ts';
import { submitCase } from '#capabilities/cases/submit.server.ts';
import type { AnyDoor } from '#platform/dispatch.server.ts';
import { groupsOfKey, rolesOfKeys } from '#program/roles.ts';
import { doors, rooms } from '#program/rooms.ts';
import { formSchemas, proceduresSaid, questionIds, submitByForm } from './forms.server.ts';
import { problems, type ProblemStatus } from './problems.ts';
import { componentsFor, schemaOf, type Piece } from './schemas.server.ts';
import { uploadSaid } from './upload-said.server.ts';
import { webhooksSaid } from './webhooks-said.server.ts';

/** What any door may say instead of its answer. */
const ANY: readonly ProblemStatus[] = [401, 403, 409, 411, 413, 422, 500, 503, 507];

const json = (schema: Piece): Piece => ({ 'application/json': { schema } });
const problemRefs = (statuses: readonly ProblemStatus[]): Piece =>
	Object.fromEntries(
		statuses.map((status) => [String(status), { $ref: `#/components/responses/${problems[status].name}` }])
	);

const problemAnswers = (statuses: readonly ProblemStatus[]): Piece =>
	Object.fromEntries(
		statuses
			.map((status) => problems[status])
			.map(({ name, says, shape }) => [
				name,
				{ description: says, content: { 'application/problem+json': { schema: schemaOf(shape) } } }
			])
	);

/** The first sentence of a door's own words: one line of a list. */
const firstSentence = (words: string): string => /^.*?[.?!](?=\s|$)/.exec(words)?.[0] ?? words;

/** Where the plain schema does not know what the forms know. */
const inputOf = (door: AnyDoor): Piece => {
	const plain = schemaOf(door.schema);
	return door.called === submitCase.called ? submitByForm(plain) : plain;
};

const IDEMPOTENCY = { $ref: '#/components/parameters/IdempotencyKey' };

/** Groups that some key may be given. */
const keyGroups = new Set(['in-house', ...roles.flatMap((role) => groupsOfKey(role, true))]);

const operation = (door: AnyDoor): Piece => {
	const words = doorsSay[door.called] ?? '';
	const summary = firstSentence(words);
	return {
		operationId: door.called,
		summary,
		...(summary === words ? {} : { description: words }),
		tags: [door.called.split('.')[0]],
		'x-roles': rolesOfKeys.get(door.called),
		'x-groups': door.groups.filter((group) => keyGroups.has(group)),
		...(door.kind === 'command' ? { parameters: [IDEMPOTENCY] } : {}),
		requestBody: { required: true, content: json(inputOf(door)) },
		responses: {
			'200': { description: 'Done.', content: json(schemaOf(door.answers)) },
			...problemRefs(ANY)
		}
	};
};

const pathsSaid = (): Piece =>
	Object.fromEntries(
		[...doors.values()]
			.filter(({ called }) => rolesOfKeys.has(called))
			.map((door) => [
				`/api/${door.kind === 'command' ? 'commands' : 'queries'}/${door.called}`,
				{ post: operation(door) }
			])
	);

const tagsOf = (paths: Piece): Piece[] =>
	rooms
		.filter(({ name }) => Object.keys(paths).some((path) => path.includes(`/${name}.`)))
		.map(({ name }) => ({ name, description: roomsSay[name] }));

const PARAMETERS = {
	IdempotencyKey: {
		name: 'Idempotency-Key',
		in: 'header',
		required: false,
		description:
			'Names this request. Sent again with the same key it is done once and answers the same; other content under a used key is refused (`request-used`).',
		schema: { type: 'string', format: 'uuid' }
	}
};

const SECURITY = {
	signature: {
		type: 'apiKey',
		in: 'header',
		name: 'x-signature',
		description:
			'Lower-case hexadecimal HMAC-SHA256, under the secret that both sides hold, over the bytes of `x-timestamp`, a full stop and the body as it is sent (UTF-8).'
	},
	key: {
		type: 'http',
		scheme: 'bearer',
		description:
			'A key that an administrator makes for one member of staff, in one of their roles, for some groups of doors. It is shown once and good for a year. What it does is done in their name, and everybody reads that a program did it.'
	}
};

const INFO = {
	title: 'Từng Nhà',
	summary: 'Assisted-digital public service for a commune.',
	description:
		'Commands change something, queries answer; each is sent by POST. A query that shows somebody is a look, and they read who it was. A case is made whole by `cases.submit`; its owner says yes themselves, on paper beside an officer, at the second screen, on their own telephone or after their own e-ID: no key says it for them.',
	license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }
};

/** The API's own description (OpenAPI 3.1), made from the schemas that commands, pages and tests share. */
export function openApi({ version, origin }: { version: string; origin: string }): Piece {
	const upload = uploadSaid(problemRefs(ANY), [IDEMPOTENCY]);
	const paths: Piece = { ...pathsSaid(), '/api/papers': { post: upload } };
	const webhooks = webhooksSaid(problemRefs);
	const responses = problemAnswers(ANY);
	const schemas = componentsFor([paths, webhooks, responses], formSchemas());
	return {
		openapi: '3.1.0',
		info: { ...INFO, version },
		servers: [{ url: origin }],
		security: [{ key: [] }],
		tags: [...tagsOf(paths), webhooksTag],
		paths,
		webhooks,
		components: { schemas, responses, parameters: PARAMETERS, securitySchemes: SECURITY },
		'x-procedures': proceduresSaid(),
		'x-questions': questionIds()
	};
}

const webhooksTag = { name: 'webhooks', description: 'What outside systems tell the house, signed.' };
