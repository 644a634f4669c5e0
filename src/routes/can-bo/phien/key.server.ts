import { createHash } from 'node:crypto';
import type { SessionRow } from '#capabilities/assistance/answers.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';

type Call = { id: string };

/** A digest of what a page of a session shows of the other screen: it changes when the page must show something else. */
export const pageKey = (session: SessionRow, view: CaseView | null, calls: readonly Call[]): string =>
	createHash('sha256')
		.update(
			JSON.stringify([
				...[session.id, session.hands, session.wrongAt, session.caseId, session.offeredTo],
				...[view?.hash, view?.file.stage, view?.file.confirmedAt ?? null],
				...[view?.asked.filter(({ answer }) => answer !== null).length, calls.map(({ id }) => id)]
			])
		)
		.digest('base64url')
		.slice(0, 16);

/** When they said on the second screen that something is wrong; null once something was answered anew since. */
export function saidWrong({ wrongAt }: SessionRow, view: CaseView | null): Date | null {
	const mended = view?.asked.some(({ answer }) => answer !== null && wrongAt !== null && answer.at > wrongAt);
	return view?.file.stage === 'draft' && !mended ? wrongAt : null;
}
