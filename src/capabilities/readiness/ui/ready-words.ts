import { m } from '#words';
import { findWord } from '#words/word.ts';
import { sentence, spokenDate, spokenTime, type Locale } from '#design/spoken.ts';

/** How somebody needs to be helped: the words of the register. */
export const needWords = (need: string): string => findWord(`residents.need-${need}`) ?? '';

export const whereWords = (at: { place: string; hamlet: string | null }): string =>
	at.place === 'kit' ? m['readiness.at-kit']({ hamlet: at.hamlet ?? '' }) : m['readiness.at-station']();

/** "8 giờ sáng, thứ Hai, 20 tháng 7, trụ sở công an xã". */
export const whenWords = (
	at: { day: string; starts: string; place: string; hamlet: string | null },
	locale: Locale
): string =>
	sentence(
		m['readiness.when']({
			time: spokenTime(at.starts, locale),
			day: spokenDate(at.day, locale),
			where: whereWords(at)
		})
	);
