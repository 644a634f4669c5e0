import type { Context } from '#platform/context.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { AtErrand } from './answers.ts';
import { findCopy, markOfCopies, tellMe } from './copies.ts';
import type { Errand } from './copy-shape.ts';
import { openErrand, ownErrands } from './own.server.ts';
import { againClip, endClip, LIST_CLIP, screenClip, THEN_CLIP, toldClip } from './rules-spoken.ts';
import { places } from './rules-tell.ts';
import { errandVoiceIn } from './voices.server.ts';

/** What an address of an errand says beside its name: a finished one is begun anew, or what was pressed is looked at again. */
export const ANEW = 'lai';
export const AGAIN = 'xem-lai';
export const FIRST = 'ke';

function clipOf({ errand, open, again, end }: AtErrand, first: number | null): string {
	if (end) return end.told ? toldClip(errand) : first === null ? endClip(errand) : THEN_CLIP;
	return again ? againClip(errand, open!.screen, again.choice) : screenClip(errand, open!.screen);
}

/** What a page of an errand shows: its open screen, what is looked at again, or its end; null where there is no such errand. */
export async function errandPage(context: Context, errand: string, query: URLSearchParams, locale: Locale) {
	const copy = findCopy(errand);
	if (!copy) return null;
	const stands = await openErrand(context, { errand: copy.id, anew: query.has(ANEW) });
	const at = query.has(AGAIN) ? stands : { ...stands, again: null };
	const laid = Number(query.get(FIRST));
	const first = places.find((place) => place === laid) ?? null;
	return { at, first, mark: markOfCopies, tell: tellMe, voice: errandVoiceIn(clipOf(at, first), locale) };
}
export type ErrandPage = NonNullable<Awaited<ReturnType<typeof errandPage>>>;

/** What the list of errands shows. */
export async function errandList(context: Context, locale: Locale) {
	return { errands: await ownErrands(context, {}), mark: markOfCopies, voice: errandVoiceIn(LIST_CLIP, locale) };
}

/** Which errand a page is of, by its address; what is none is refused by the command. */
export const errandOf = (_: unknown, { params }: { params: Partial<Record<string, string>> }): Errand =>
	params['errand'] as Errand;

/** What stands behind the address after a key: what does not lead on is looked at again together. */
export const afterKey = ({ well }: { well: boolean }): Record<string, string> => (well ? {} : { [AGAIN]: '1' });
