import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { allForms } from '#capabilities/procedures/forms.ts';
import { rightsOfKey } from '#program/roles.ts';
import { doors } from '#program/rooms.ts';
import { roles } from '#capabilities/access/rules-roles.ts';
import { webhooks } from '#web/webhooks.server.ts';
import { openApi } from './document.server.ts';

type Operation = {
	operationId: string;
	summary: string;
	tags: string[];
	requestBody: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
	security?: unknown;
};
type Schema = { $ref?: string; oneOf?: Schema[]; properties?: Record<string, Schema>; enum?: string[] } & Record<
	string,
	unknown
>;
type Document = {
	paths: Record<string, { post: Operation }>;
	webhooks: Record<string, { post: Operation & { 'x-address': string } }>;
	tags: { name: string; description: string }[];
	components: {
		schemas: Record<string, Schema>;
		responses: Record<string, { description: string; content: Record<string, { schema: Schema }> }>;
		securitySchemes: Record<string, unknown>;
	};
	'x-procedures': { code: string; answers: string; papers: { id: string }[] }[];
	'x-questions': string[];
};

const document = openApi({ version: '0.1.0', origin: 'https://dvc.xa-may.example' }) as unknown as Document;
const operations = [...Object.values(document.paths), ...Object.values(document.webhooks)].map(({ post }) => post);
const opened = new Set(roles.flatMap((role) => rightsOfKey(role, null, true)));

test('the linter of others finds nothing to say', async () => {
	const config = await createConfig({ extends: ['recommended'] });
	const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
	expect(found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer ?? ''}`)).toEqual([]);
});

test('it describes every door that some key opens, and none that nobody may open', () => {
	const { '/api/papers': upload, ...byName } = document.paths;
	const named = Object.values(byName).map(({ post }) => post.operationId);
	expect(named.toSorted()).toEqual([...opened].toSorted());
	for (const path of Object.keys(byName)) expect(doors.has(path.split('/').at(-1)!)).toBe(true);
	expect(Object.keys(upload!.post.requestBody.content)).toEqual(['multipart/form-data']);
});

test('every operation says in a sentence what it does, and every room what it is', () => {
	const silent = operations.filter(({ summary }) => !/^\S.{6,240}[.?!]$/.test(summary));
	expect(silent.map(({ operationId, summary }) => `${operationId}: ${summary}`)).toEqual([]);
	expect(document.tags.filter(({ description }) => !description)).toEqual([]);
	const tags = new Set(document.tags.map(({ name }) => name));
	expect(operations.filter(({ tags: [tag] }) => !tags.has(tag!))).toEqual([]);
});

/** Where a schema says nothing at all. */
const empty = (schema: unknown, path: string): string[] =>
	typeof schema !== 'object' || schema === null || (Array.isArray(schema) && schema.length === 0)
		? []
		: Object.keys(schema).length === 0 && !path.endsWith('/properties') && !path.endsWith('/additionalProperties')
			? [path]
			: Object.entries(schema).flatMap(([name, inner]) => empty(inner, `${path}/${name}`));

test('no answer, no input and no problem has a schema that says nothing', () => {
	expect(operations.flatMap(({ operationId, responses }) => empty(responses, operationId))).toEqual([]);
	expect(operations.flatMap(({ operationId, requestBody }) => empty(requestBody, operationId))).toEqual([]);
	expect(empty(document.components.schemas, 'schemas')).toEqual([]);
	for (const { responses } of operations) expect(responses['200']?.content?.['application/json']?.schema).toBeTruthy();
});

test('the problems of an operation stand under their status, as RFC 9457 has them', () => {
	for (const { operationId, responses } of Object.values(document.paths).map(({ post }) => post))
		expect([operationId, Object.keys(responses)]).toEqual([
			operationId,
			expect.arrayContaining(['200', '401', '403', '409', '422', '500', '503'])
		]);
	for (const [name, { content }] of Object.entries(document.components.responses)) {
		const { properties = {} } = content['application/problem+json']!.schema;
		expect([name, Object.keys(properties)]).toEqual([
			name,
			expect.arrayContaining(['type', 'title', 'status', 'detail', 'code'])
		]);
	}
});

test('a program learns the ids of the questions of each form, and of the papers of each procedure', () => {
	const submit = document.paths['/api/commands/cases.submit']!.post.requestBody.content['application/json']!.schema;
	const taken = new Map(
		(submit.oneOf ?? []).flatMap(({ properties }) =>
			properties!['procedure']!.enum!.map((code) => [code, properties!['answers']!.$ref!] as const)
		)
	);
	expect([...taken.keys()].toSorted()).toEqual(
		catalogue()
			.procedures.map(({ code }) => code)
			.toSorted()
	);
	for (const form of allForms()) {
		const schema = document.components.schemas[`AnswersOf_${form.id}`]!;
		expect(Object.keys(schema.properties!)).toEqual(form.questions.map(({ id }) => id));
		if (form.id !== 'general') expect(taken.get(form.id)).toBe(`#/components/schemas/AnswersOf_${form.id}`);
		for (const { id, choices = [] } of form.questions)
			for (const { value } of choices) expect(schema.properties![id]!.enum).toContain(value);
	}
	expect(document['x-procedures'].find(({ code }) => code === '1.001193')!.papers.length).toBeGreaterThan(0);
	expect(document['x-questions']).toContain('child-name');
});

test('what outside systems tell is described with its address, and signed', () => {
	expect(Object.values(document.webhooks).map(({ post }) => post['x-address'])).toEqual(
		Object.values(webhooks).map(({ address }) => address)
	);
	for (const { post } of Object.values(document.webhooks)) expect(post.security).toEqual([{ signature: [] }]);
	expect(Object.keys(document.components.securitySchemes).toSorted()).toEqual(['key', 'signature']);
});
