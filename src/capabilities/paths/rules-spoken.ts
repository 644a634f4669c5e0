import { gateSigns, statements } from '#capabilities/learning/frame.ts';
import type { NextShown } from './answers.ts';

// What the voice of a step says: its name as the card shows it, and which key to press.

const KEY = 'Bác chạm phím đỏ nhé.';
const said = (sentence: string): string => `Mời bác học tiếp. ${sentence} ${KEY}`;

const REFRESHES: ReadonlySet<string> = new Set(['refresh', 'refresh-safety']);

/** Which of the three sentences of a statement a step is called by: the one that comes next, of a refresher the one that they hold. */
export const sentenceAt = ({ why, statement }: Pick<NextShown, 'why' | 'statement'>): 0 | 1 | 2 =>
	REFRESHES.has(why) ? 1 : (Math.min(statement?.level ?? 0, 2) as 0 | 1 | 2);

/** The clip of a step; null where it has none, as what a commune wrote itself. */
export const nextClip = (next: Pick<NextShown, 'why' | 'statement' | 'sign'>): string | null => {
	if (next.statement) return next.statement.own ? null : `${next.statement.id}-${sentenceAt(next) + 1}`;
	return next.sign ? next.sign.id : next.why === 'choose' ? 'chon-viec' : null;
};

/** What each clip says, by its name. */
export const nextTexts = (): Record<string, string> =>
	Object.fromEntries([
		...statements.flatMap(({ id, levels }) => levels.map(({ vi }, n) => [`${id}-${n + 1}`, said(vi)])),
		...gateSigns.map(({ id, says, asks }) => [id, `${says.vi} ${asks.vi}`]),
		['chon-viec', 'Bác muốn tự làm được việc gì? Bác chạm một hình. Đổi lúc nào cũng được.']
	]);
