import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { faultPage, style } from './page.ts';

export type Call = {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
	params: string[];
	fields: Record<string, unknown>;
	isJson: boolean;
};
/** `raw`: it reads the body itself. */
export type Route = { method: string; path: RegExp; raw?: true; answer: (call: Call) => unknown };

const bodyLimit = 1_000_000;
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
// No form-action: Chromium applies it to where a form is redirected as well, and the e-ID sends people back to the program.
const policy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** Something the caller must put right; `words` are shown. */
export class Wrong extends Error {
	readonly status: number;
	constructor(status: number, words: string) {
		super(words);
		this.status = status;
	}
}

export function sendHtml(response: ServerResponse, html: string, status = 200): void {
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': policy,
		'cache-control': 'no-store',
		// Not `no-referrer`: it turns the Origin of our own forms into `null`.
		'referrer-policy': 'same-origin',
		'x-content-type-options': 'nosniff'
	});
	response.end(html);
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
	response.end(JSON.stringify(value));
}

export function redirect(response: ServerResponse, to: string): void {
	response.writeHead(303, { location: to, 'cache-control': 'no-store' });
	response.end();
}

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of request) {
		size += part.length;
		if (size > bodyLimit) throw new Wrong(413, 'Nội dung gửi lên quá lớn.');
		parts.push(part);
	}
	return Buffer.concat(parts);
}

export const readBody = async (request: IncomingMessage): Promise<string> =>
	(await readBytes(request)).toString('utf8');

function parse(text: string, isJson: boolean): Record<string, unknown> {
	if (!isJson) return Object.fromEntries(new URLSearchParams(text));
	try {
		const value: unknown = JSON.parse(text || '{}');
		if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
	} catch {
		// told below
	}
	throw new Wrong(400, 'Nội dung gửi lên không phải JSON.');
}

/** The levers have no key, so a foreign page in the same browser must not pull them: only our own pages and the program's may post. */
function checkCaller(request: IncomingMessage, origin: string): void {
	if (!loopback.test(request.headers.host ?? '')) throw new Wrong(421, 'Chỉ mở cho chính máy này.');
	const from = request.headers.origin;
	if (request.method === 'GET' || !from || from === origin || from === `http://${request.headers.host}`) return;
	throw new Wrong(403, 'Trang khác không được gửi vào đây.');
}

async function answer(
	routes: Route[],
	origin: string,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (url.pathname === '/healthz') return sendJson(response, { status: 'ok' });
	if (url.pathname === '/mo-phong.css') {
		response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' });
		return void response.end(style);
	}
	checkCaller(request, origin);
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	const route = routes.find((one) => one.method === method && one.path.test(url.pathname));
	if (!route) throw new Wrong(404, 'Không có trang này.');
	const params = (route.path.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent);
	const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
	const fields = method === 'GET' || route.raw ? {} : parse(await readBody(request), isJson);
	await route.answer({ request, response, url, params, fields, isJson });
}

/** Told as JSON to a program, as a page to a person. */
function sendFault(request: IncomingMessage, response: ServerResponse, fault: unknown): void {
	const [status, words] = fault instanceof Wrong ? [fault.status, fault.message] : [500, 'Phần mô phỏng gặp lỗi.'];
	if (status === 500) console.error(fault);
	if (response.headersSent) return void response.end();
	if (/html/.test(request.headers.accept ?? '')) sendHtml(response, faultPage(words), status);
	else sendJson(response, { error: words }, status);
}

/** Listens on loopback only. */
export function serve(
	port: number,
	handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
): Promise<Server> {
	return new Promise((resolve, reject) => {
		const server = createServer((request, response) => {
			handle(request, response).catch((fault: unknown) => sendFault(request, response, fault));
		});
		server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
	});
}

export const serveRoutes = (port: number, origin: string, routes: Route[]): Promise<Server> =>
	serve(port, (request, response) => answer(routes, origin, request, response));

/** After a form: back to the page it came from, when that is the program's or ours; else to the first page. */
export function goBack({ response, fields }: Call, origin: string): void {
	const back = typeof fields.back === 'string' ? fields.back : '';
	redirect(response, back.startsWith(`${origin}/`) ? back : '/');
}
