import type { Centre, Opening } from './answers.ts';

/** An office’s hours, Monday to Friday; the administrator changes them. */
export const WEEKDAYS: Opening[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
	{ weekday, opens: '07:00', closes: '11:30' },
	{ weekday, opens: '13:30', closes: '17:00' }
]);

/** “xã Quảng Bình” inside a sentence, “Phường Hạc Thành” as well. */
const inSentence = (commune: string): string => commune.charAt(0).toLocaleLowerCase('vi') + commune.slice(1);

/** A centre as it is founded: named after its commune, without an account, filing by hand. */
export const centreNamed = (
	commune: string,
	agencyCode: string
): Omit<Centre, 'id' | 'communeId' | 'communeName' | 'provinceName'> => ({
	name: `Trung tâm Phục vụ hành chính công ${inSentence(commune)}`,
	shortName: `Trung tâm PVHCC ${commune}`.slice(0, 80),
	agencyCode,
	...{ bankBin: null, bankName: null, bankAccount: null, bankAccountName: null },
	...{ alwaysOpen: false, headStartMin: 20, waitCapMin: 45, portalWay: 'by-hand' as const }
});
