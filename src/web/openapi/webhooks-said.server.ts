import { MOST_AGE_SECONDS } from '#web/signed.server.ts';
import { webhooks, type Webhook } from '#web/webhooks.server.ts';
import type { ProblemStatus } from './problems.ts';
import { schemaOf, type Piece } from './schemas.server.ts';

/** What a webhook may be told instead of its answer. */
const TOLD: readonly ProblemStatus[] = [401, 409, 411, 413, 422, 500, 503, 507];

const TIMESTAMP = {
	name: 'x-timestamp',
	in: 'header',
	required: true,
	description: `Seconds since 1970. A call is heard for ${MOST_AGE_SECONDS} seconds before and after.`,
	schema: { type: 'string', pattern: '^\\d+$' }
};

type Problems = (statuses: readonly ProblemStatus[]) => Piece;

const said = (
	name: string,
	{ address, setting, summary, input, answer, example }: Webhook,
	problems: Problems
): Piece => ({
	operationId: `webhooks.${name}`,
	summary,
	description: `Sent to \`${address}\`, signed with the secret that the house has in \`${setting}\`.`,
	tags: ['webhooks'],
	security: [{ signature: [] }],
	'x-address': address,
	parameters: [TIMESTAMP],
	requestBody: {
		required: true,
		content: { 'application/json': { schema: schemaOf(input), example: example(new Date('2026-07-14T02:43:00Z')) } }
	},
	responses: {
		'200': { description: 'Heard.', content: { 'application/json': { schema: schemaOf(answer) } } },
		...problems(TOLD)
	}
});

/** What outside systems tell the house. */
export const webhooksSaid = (problems: Problems): Piece =>
	Object.fromEntries(
		Object.entries<Webhook>(webhooks).map(([name, webhook]) => [name, { post: said(name, webhook, problems) }])
	);
