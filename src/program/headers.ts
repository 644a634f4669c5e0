import type { Side } from './sides.ts';

const nothing = ['default-src', 'base-uri', 'object-src', 'frame-ancestors', 'form-action'].map(
	(name) => `${name} 'none'`
);

/** A worker runs under the policy of its own file: the one of the field's app turns a PIN into a key (Argon2id), and asks us alone. */
const worker = ["script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"];

/**
 * What every answer carries, be it a page, a file that lies there, or a refusal before either: read for what it says it is, framed
 * by nobody, and running nothing. Pages say for themselves what they may run (`csp` in vite.config.ts), and that stands instead.
 */
export const headersOfAll = (secure: boolean, side: Side): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'content-security-policy': [...nothing, ...(side === 'field' ? worker : [])].join('; '),
	...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});

/** What is answered to somebody in particular says besides, be it a page or an answer to a program. */
export const headersOfAnswers: Readonly<Record<string, string>> = {
	'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
	// Nothing that a person has seen stays behind: no cache, and so no back-forward page either.
	'cache-control': 'no-store'
};

/** The policy of the page that frames a file of our own. */
export const withFrame = (policy: string): string => policy.replace("frame-src 'none'", "frame-src 'self'");

/** The policy of a page of the field's app, which compiles WebAssembly; pages of the desk do not. */
export const withWasm = (policy: string): string =>
	policy.includes("'wasm-unsafe-eval'") ? policy : policy.replace(/\bscript-src /, "$&'wasm-unsafe-eval' ");
