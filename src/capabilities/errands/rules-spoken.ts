import type { Spoken } from '#capabilities/learning/frame-shape.ts';
import { markOfCopies, practiceCopies, tellMe } from './copies.ts';
import type { PracticeCopy, Screen } from './copy-shape.ts';

/** The names of clips: one for each screen, one for each key that is looked at again, and two for the end of an errand. */
export const screenClip = (errand: string, screen: number): string => `${errand}-${screen}`;
export const againClip = (errand: string, screen: number, choice: string): string => `${errand}-${screen}-${choice}`;
export const endClip = (errand: string): string => `${errand}-het`;
export const toldClip = (errand: string): string => `${errand}-ke`;
export const LIST_CLIP = 'viec';
export const THEN_CLIP = 'roi-den';
/** Pages around the practice copies that are heard too: what somebody learns, and where to see a doctor. */
export const LEARNT_CLIP = 'viec-hoc';
/** Where nothing of a statement is left to hear today, and where the commune’s own is looked on by somebody. */
export const HEARD_CLIP = 'nghe-het';
export const LOOKED_ON_CLIP = 'nho-xem';
export const DOCTOR_CLIP = 'kham-benh';

const COUNTED = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm'];
const counted = (said: readonly Spoken[]): string[] => said.map(({ vi }, n) => `${COUNTED[n]}: ${vi}`);
const inOneBreath = (said: readonly string[]): string =>
	said.map((one) => (/[.?!]$/.test(one) ? one : `${one}.`)).join(' ');

const shown = ({ shows }: Screen): string[] => shows.map(({ label, text }) => `${label.vi}: ${text.vi}`);

/** The mark comes before the first screen; what is to be read is said with what is asked, then the keys by their place. */
const screenTexts = ({ id, screens }: PracticeCopy): [string, string][] =>
	screens.flatMap((screen, n) => [
		[
			screenClip(id, n + 1),
			inOneBreath([
				...(n === 0 ? [markOfCopies.vi] : []),
				screen.asks.vi,
				...shown(screen),
				...counted(screen.choices.map(({ says }) => says))
			])
		],
		...screen.choices.flatMap((choice): [string, string][] =>
			choice.again ? [[againClip(id, n + 1, choice.id), choice.again.vi]] : []
		)
	]);

const endTexts = ({ id, end, order, screens }: PracticeCopy): [string, string][] => [
	[endClip(id), inOneBreath([end.vi, tellMe.vi, 'Việc nào trước tiên ạ?'])],
	[toldClip(id), inOneBreath(['Ba việc theo thứ tự', ...counted(order.map((n) => screens[n - 1]!.step))])]
];

/** What each voice of the practice copies says, by the name of its clip. */
export const errandTexts = (): Record<string, string> =>
	Object.fromEntries([
		...practiceCopies.flatMap((copy) => [...screenTexts(copy), ...endTexts(copy)]),
		[LIST_CLIP, inOneBreath(['Bác tập việc nào?', ...counted(practiceCopies.map(({ name }) => name))])],
		[THEN_CLIP, 'Rồi đến việc nào ạ? Bác chạm một hình.'],
		[LEARNT_CLIP, 'Đây là những việc bác học làm. Bác chạm một việc để nghe và đoán, hay tập trên bản tập.'],
		[HEARD_CLIP, 'Hôm nay bác nghe hết các câu của việc này rồi. Bác quay lại, chọn việc khác.'],
		[LOOKED_ON_CLIP, 'Việc này bác nhờ hướng dẫn viên ngồi xem.'],
		[DOCTOR_CLIP, 'Bác cần khám gì? Bác chạm một hình. Đi khám thì bác mang căn cước.']
	]);
