import { answersShown, type DoorFile } from './door-file.ts';
import type { LentProcedure } from './lent-forms.ts';
import { canonical } from './rules-content.ts';

/** The text of which somebody signs the hash: the same that the house makes of the same file (`canonical`). */
export function signedText(version: string, asked: LentProcedure, file: DoorFile): string {
	const answers = Object.entries(answersShown(asked, file)).map(([question, { value }]) => ({ question, value }));
	const papers = Object.entries(file.papers).map(([paper, verdict]) => ({ paper, verdict, sha256: null }));
	const basis = file.owner === file.person ? null : file.basis;
	return canonical({
		...{ procedure: asked.code, version, answers, papers },
		people: { owner: file.owner, submitter: file.person, basis },
		words: { form: asked.form, papers: asked.papers.map(({ id, name }) => ({ id, name })) }
	});
}

/** SHA-256 of it, hex. */
export async function hashOf(text: string): Promise<string> {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
