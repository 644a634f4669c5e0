import { toJsonSchema } from '@valibot/to-json-schema';
import { program } from '#program/program.server.ts';
import type { AnyDoor } from '#platform/dispatch.server.ts';
import { doors } from '#program/rooms.ts';

const problemAnswer = {
	description: 'RFC 9457',
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
};

const schemaOf = (schema: unknown): Record<string, unknown> => {
	const { $schema: _, ...rest } = toJsonSchema(schema as never, {
		errorMode: 'ignore',
		target: 'draft-2020-12',
		ignoreActions: ['trim', 'transform', 'check', 'readonly'],
		// As JSON carries them: an instant in UTC; bytes as Node writes a Buffer.
		overrideSchema: ({ valibotSchema: { type } }) =>
			type === 'date' ? { type: 'string', format: 'date-time' } : type === 'custom' ? bytes : undefined
	}) as Record<string, unknown>;
	return rest;
};
const bytes = {
	type: 'object' as const,
	required: ['type', 'data'],
	properties: { type: { const: 'Buffer' }, data: { type: 'array' as const, items: { type: 'integer' as const } } }
};

type Described = { type?: string; format?: string; enum?: unknown[]; properties?: Record<string, Described> };

/** Whether a query takes words that a person typed, and not only ids, numbers and choices. */
export const takesText = (schema: unknown): boolean =>
	Object.values((schemaOf(schema) as Described).properties ?? {}).some(
		({ type, format, enum: choices }) => type === 'string' && format === undefined && choices === undefined
	);

const pathOf = (one: AnyDoor) => ({
	operationId: one.called,
	tags: [one.called.split('.')[0]],
	parameters:
		one.kind === 'command'
			? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', format: 'uuid' } }]
			: [],
	requestBody: { required: true, content: { 'application/json': { schema: schemaOf(one.schema) } } },
	responses: {
		'200': { description: 'OK', content: { 'application/json': { schema: schemaOf(one.answers) } } },
		'401': problemAnswer,
		'403': problemAnswer,
		'409': problemAnswer,
		'422': problemAnswer
	}
});

/** The API's own description (OpenAPI 3.1), made from the schemas that commands, pages and tests share. */
export function openApi(): Record<string, unknown> {
	const paths = Object.fromEntries(
		[...doors.values()].map((one) => [
			`/api/${one.kind === 'command' ? 'commands' : 'queries'}/${one.called}`,
			{ post: pathOf(one) }
		])
	);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Từng Nhà',
			version: program().version,
			license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }
		},
		servers: [{ url: program().settings.ORIGIN }],
		security: [{ key: [] }],
		paths,
		components: {
			securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
			schemas: {
				Problem: {
					type: 'object',
					required: ['type', 'title', 'status', 'code'],
					properties: {
						type: { type: 'string' },
						title: { type: 'string' },
						status: { type: 'integer' },
						code: { type: 'string' }
					}
				}
			}
		}
	};
}
