import { STATUS_CODES } from 'node:http';

/** In which of our languages a program wants to be told: the first of them that it names, else Vietnamese. */
export const languageOf = (asked: string | null | undefined): 'vi' | 'en' | 'hi' =>
	(/\b(vi|en|hi)\b/.exec(asked ?? '')?.[1] as 'vi' | 'en' | 'hi' | undefined) ?? 'vi';

/** RFC 9457: what a program is told. The status says what kind of problem it is, `code` which, `detail` is a sentence for people. */
export const problemBody = (status: number, code: string, detail: string, more: object = {}): string =>
	JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail, code, ...more });

export const PROBLEM_TYPE = 'application/problem+json';
