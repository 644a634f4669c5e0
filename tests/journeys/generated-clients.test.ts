import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import openapiTypes, { astToString } from 'openapi-typescript';
import type { Browser } from 'playwright-core';
import ts from 'typescript';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Demo } from '../support/house.ts';
import { openBrowser, origin, walker } from './walk.ts';

// Others build on it: clients made from what the house says of its API, by two tools that are not ours, compiled and used.
// A program submits, uploads and follows by a key; the yes in between is hers alone, after her own e-ID.

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'tung-nha-clients-'));
const inFolder = (name: string): string => join(folder, name);
const clients = ['with-openapi-fetch', 'with-hey-api'] as const;
let browser: Browser;
let key: string;

beforeAll(async () => {
	browser = await openBrowser();
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	key = demo.staff.find(({ login }) => login === 'mai')!.apiKey;
	const text = await (await fetch(`${origin}/api/openapi.json`)).text();
	writeFileSync(inFolder('openapi.json'), text);
	symlinkSync(resolve('node_modules'), inFolder('node_modules'));
	writeFileSync(inFolder('package.json'), '{"type":"module"}');
	// In its own words (openapi-ts.dev): a file of a form is a Blob.
	const blob = ts.factory.createTypeReferenceNode('Blob');
	const types = await openapiTypes(text, { transform: ({ format }) => (format === 'binary' ? blob : undefined) });
	writeFileSync(inFolder('types.ts'), astToString(types));
	await createClient({
		input: inFolder('openapi.json'),
		output: { path: inFolder('client'), module: { extension: '.ts' } },
		plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
		logs: { level: 'silent' }
	});
	for (const client of clients) copyFileSync(`tests/journeys/clients/${client}.ts.txt`, inFolder(`${client}.ts`));
});
afterAll(async () => {
	await browser.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What the compiler says of a file. */
async function compiled(file: string): Promise<string> {
	const options = [
		'--strict',
		'--noEmit',
		'--skipLibCheck',
		'--allowImportingTsExtensions',
		'--noUncheckedIndexedAccess'
	];
	const shape = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
	const compiler = [resolve('node_modules/typescript/bin/tsc'), ...options, ...shape, inFolder(file)];
	return run(process.execPath, compiler, { cwd: folder }).then(
		({ stdout }) => stdout,
		({ stdout }: { stdout: string }) => stdout
	);
}

/** Her yes to the file, on her own page, after her own e-ID. */
async function sayYes(file: string): Promise<string> {
	const { page, context } = await walker(browser, { width: 360, height: 740, script: false });
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.goto(`${origin}/cua-toi/ho-so/${file}`);
	const asked = await page.locator('main').innerText();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await page.getByRole('button', { name: 'Đúng rồi, nộp hồ sơ' }).click();
	await page.waitForLoadState();
	await context.close();
	return asked;
}

test.each(clients)('%s compiles, submits, uploads and follows by slip', async (client) => {
	expect(await compiled(`${client}.ts`)).toBe('');
	const step = async (env: Record<string, string>): Promise<Record<string, unknown>> => {
		const given = { ...process.env, ORIGIN: origin, KEY: key, ...env };
		const { stdout } = await run(process.execPath, [inFolder(`${client}.ts`)], { env: given });
		return JSON.parse(stdout) as Record<string, unknown>;
	};
	const file = crypto.randomUUID();
	expect(await step({ CASE: file })).toEqual({
		...{ case: file, way: 'ONLINE', refused: 'answer-wrong' },
		kept: expect.any(String) as string
	});
	const asked = await sayYes(file);
	expect(asked).toContain('xã Quảng Lưu');
	// She reads what typed it, and in whose name.
	expect(asked).toContain('Một chương trình nhập: khoá của Nắng Thị Mai');
	expect(asked).not.toContain('nhập hộ');
	const seen = await step({ CASE: file, STEP: 'follow' });
	expect(seen).toMatchObject({ case: file, code: expect.stringMatching(/^\d{12}$/) as string, way: 'ONLINE' });
	expect(seen['stage']).toMatch(/^(confirmed|filed)$/);
	expect(seen['papers']).toEqual(['attached']);
	const paper = await fetch(`${origin}/theo-doi/${String(seen['code'])}`, { redirect: 'manual' });
	expect([paper.status, paper.headers.get('location')]).toEqual([303, '/theo-doi/ho-so']);
});

test('a question that the form does not have, and a door that no key opens, do not compile', async () => {
	const text = readFileSync(inFolder('with-openapi-fetch.ts'), 'utf8');
	writeFileSync(inFolder('wrong-question.ts'), text.replace("'registered-at'", "'registered-where'"));
	writeFileSync(inFolder('wrong-door.ts'), text.replace('cases.choose-way', 'cases.confirm-on-paper'));
	expect(await compiled('wrong-question.ts')).toMatch(/registered-where'+ does not exist/);
	expect(await compiled('wrong-door.ts')).toContain('cases.confirm-on-paper');
});
