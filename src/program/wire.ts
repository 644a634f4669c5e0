import type { IncomingMessage, ServerResponse } from 'node:http';
import { languageOf, problemBody } from './problem.ts';
import { wireWord } from './wire-words.ts';

const KB = 1024;
const MB = 1024 * KB;

/** How much may be sent where: a paper, a sheet, a list of hamlets, a voice, a picture of a card; what a phone brings at once; everything else is a form or a command. */
const bodies: readonly (readonly [path: RegExp, most: number])[] = [
	[/^\/can-bo\/phien\/giay-to$/, 11 * MB],
	[/^\/can-bo\/dan-cu\/nhap$/, 11 * MB],
	[/^\/can-bo\/dan-cu\/thon$/, 2 * MB],
	[/^\/can-bo\/thiet-bi\/giong-noi$/, 11 * MB],
	[/^\/can-bo\/the\/[0-9a-f-]{36}\/tep$/, 7 * MB],
	// The text of a push, at most 256 kB, goes inside a string of JSON, where some signs take two.
	[/^\/dong-bo\/gui$/, 512 * KB],
	[/^\/api\/papers$/, 11 * MB],
	[/^\/api\/(commands|queries)\//, MB],
	[/^\/api\//, 256 * KB]
];

/** The largest body that is taken at an address, in bytes. */
export const mostAt = (path: string): number => bodies.find(([is]) => is.test(path))?.[1] ?? 128 * KB;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Why a body is not even read: too large for its address (413), or of a length that is not said beforehand (411). */
export function bodyRefused({ method = 'GET', url = '/', headers }: Asked): 411 | 413 | null {
	if (method === 'GET' || method === 'HEAD') return null;
	if (headers['transfer-encoding'] !== undefined) return 411;
	const length = Number(headers['content-length'] ?? 0);
	return length <= mostAt(url.split('?')[0]!) ? null : 413;
}

/** The same as a program is told it. */
export function bodyProblem(status: 411 | 413, language: string | undefined): string {
	const code = status === 411 ? 'length-missing' : 'body-large';
	return problemBody(status, code, wireWord(`refusal.${code}`, languageOf(language)));
}

const locales = ['vi', 'en', 'hi'] as const;

/** What whoever sent too large a sheet reads, where their browser runs no script that says so first: in every language, and the way back. */
export function tooLargePage(url = '/'): string | null {
	const path = url.split('?')[0]!;
	if (path !== '/can-bo/dan-cu/nhap') return null;
	const said = locales.map(
		(locale) =>
			`<p lang="${locale}">${wireWord('refusal.sheet-large', locale, { most: 10 })} <a href="${path}">${wireWord('common.back', locale)}</a></p>`
	);
	return plainPage(wireWord('imports.title', 'vi'), said);
}

const plainPage = (title: string, said: readonly string[]): string =>
	`<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main>${said.join('')}</main></html>`;

/** What stands at an address of the other side (`sides.ts`): nothing, and no way on. */
export const notHerePage = (): string =>
	plainPage(
		wireWord('common.not-here', 'vi'),
		locales.map((locale) => `<p lang="${locale}">${wireWord('common.not-here', locale)}</p>`)
	);

/** Who is answered as a program: our own API, and the field's app when it syncs. */
export const isProgram = (path: string): boolean => /^\/(api|dong-bo)\//.test(path);

/** Cookies by which somebody is somebody: staff, a device, a resident, whoever holds a slip. */
const personal =
	/(?:^|; )(?:__Host-)?(?:nhan-vien|nhan-vien-nua|mo-nha|cong-dan|phieu|may-lay-so|bang-goi-so|man-hinh-hai)=/;

/**
 * Whether an answer may be sent compressed. Where a page holds what is somebody's and repeats what was asked, its length would
 * tell one by the other (BREACH): such an answer goes as it is. Whoever is nobody is answered nothing secret.
 *
 * A phone that syncs is told of people, compressed, because a whole area has to come over a weak line. It carries neither cookie nor key
 * (`withoutBrowser` takes them away), repeats nothing that was asked but numbers and ids, and is asked for by a signature that no page of another makes.
 */
export const mayCompress = ({ headers }: Asked): boolean =>
	!personal.test(headers.cookie ?? '') && headers.authorization === undefined;

/**
 * On the field's origin a browser makes nobody somebody. Cookies go by host and not by port: the desk's come along, and ours would come
 * back to the desk. And nothing that lies there is ever cleared by an answer.
 */
export function withoutBrowser({ headers }: IncomingMessage, response: ServerResponse): void {
	delete headers.cookie;
	delete headers.authorization;
	const send = response.writeHead.bind(response) as (...said: unknown[]) => ServerResponse;
	response.writeHead = (...said: unknown[]) => {
		for (const name of ['set-cookie', 'clear-site-data']) response.removeHeader(name);
		return send(...said);
	};
}

/**
 * What did not change is shown by the policy that it came with. A browser lays the headers of a 304 over those that it kept: the policy
 * of every answer, which runs and loads nothing, would take the page's own away, and whoever comes again would see bare words.
 */
export function keepsPolicy(response: ServerResponse): void {
	const send = response.writeHead.bind(response) as (...said: unknown[]) => ServerResponse;
	response.writeHead = (...said: unknown[]) => {
		if (said[0] === 304) response.removeHeader('content-security-policy');
		return send(...said);
	};
}

/** TLS 1.3, and of 1.2 only suites with forward secrecy and authenticated encryption. */
export const CIPHERS = [
	'TLS_AES_256_GCM_SHA384',
	'TLS_CHACHA20_POLY1305_SHA256',
	'TLS_AES_128_GCM_SHA256',
	'ECDHE-ECDSA-AES256-GCM-SHA384',
	'ECDHE-RSA-AES256-GCM-SHA384',
	'ECDHE-ECDSA-CHACHA20-POLY1305',
	'ECDHE-RSA-CHACHA20-POLY1305',
	'ECDHE-ECDSA-AES128-GCM-SHA256',
	'ECDHE-RSA-AES128-GCM-SHA256'
].join(':');
