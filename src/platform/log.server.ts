import pino from 'pino';

/** Nothing personal goes into a line: ids, codes, times and counts only; what slips in under these names is cut. */
export const log = pino({
	level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
	base: null,
	redact: {
		paths: ['*.password', '*.code', '*.name', '*.phone', '*.personalNo', '*.token', 'headers', 'body'],
		remove: true
	}
});
