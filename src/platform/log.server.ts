import pino from 'pino';

const cut = ['password', 'code', 'name', 'phone', 'personalNo', 'token', 'number', 'words', 'raw', 'headers', 'body'];

/** Nothing personal goes into a line: ids, codes, times and counts only; what slips in under these names is cut. */
export const log = pino({
	level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
	base: null,
	redact: {
		paths: [...cut, ...cut.map((name) => `*.${name}`)],
		remove: true
	}
});
