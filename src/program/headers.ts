/**
 * What every answer carries, be it a page, a file that lies there, or a refusal before either: read for what it says it is, framed
 * by nobody, and running nothing. Pages say for themselves what they may run (`csp` in vite.config.ts), and that stands instead.
 */
export const headersOfAll = (secure: boolean): Record<string, string> => ({
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'content-security-policy': ['default-src', 'base-uri', 'object-src', 'frame-ancestors', 'form-action']
		.map((name) => `${name} 'none'`)
		.join('; '),
	...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});
