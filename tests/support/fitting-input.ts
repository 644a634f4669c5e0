import { toJsonSchema } from '@valibot/to-json-schema';
import type { AnyDoor } from '#platform/dispatch.server.ts';

type Shape = {
	type?: string;
	format?: string;
	enum?: unknown[];
	const?: unknown;
	anyOf?: Shape[];
	properties?: Record<string, Shape>;
};

/** An input that its schema takes, of everything that is known; what is not known is whatever fits. */
export function fittingInput({ schema }: AnyDoor, known: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const shape = toJsonSchema(schema as never, { errorMode: 'ignore' }) as Shape;
	return Object.fromEntries(
		Object.entries(shape.properties ?? {}).map(([name, one]) => [name, known[name] ?? fitting(one)])
	);
}

function fitting(shape: Shape): unknown {
	const one = shape.anyOf?.[0] ?? shape;
	if (one.const !== undefined) return one.const;
	if (one.enum) return one.enum[0];
	if (one.type === 'boolean') return true;
	if (one.type === 'number' || one.type === 'integer') return 1;
	if (one.type === 'array') return [];
	if (one.type === 'object') return {};
	return one.format === 'uuid' ? crypto.randomUUID() : 'Bến Gió';
}
