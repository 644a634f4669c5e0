/** What each status is called (RFC 9110). */
const PHRASES: Readonly<Record<number, string>> = {
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	409: 'Conflict',
	411: 'Length Required',
	413: 'Content Too Large',
	422: 'Unprocessable Content',
	500: 'Internal Server Error',
	503: 'Service Unavailable',
	507: 'Insufficient Storage'
};

/** In which of our languages a program wants to be told: the first of them that it names, else Vietnamese. */
export const languageOf = (asked: string | null | undefined): 'vi' | 'en' | 'hi' =>
	(/\b(vi|en|hi)\b/.exec(asked ?? '')?.[1] as 'vi' | 'en' | 'hi' | undefined) ?? 'vi';

/** RFC 9457: what a program is told. The status says what kind of problem it is, `code` which, `detail` is a sentence for people. */
export const problemBody = (status: number, code: string, detail: string, more: object = {}): string =>
	JSON.stringify({ type: 'about:blank', title: PHRASES[status], status, detail, code, ...more });

export const PROBLEM_TYPE = 'application/problem+json';
