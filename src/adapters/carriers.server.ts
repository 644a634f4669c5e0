import type { Carrier } from '#capabilities/notices/port.ts';
import type { Settings } from '#platform/settings.server.ts';
import { emailBySmtp } from './email.server.ts';
import { smsByHttp } from './sms-http.server.ts';
import { smsBySmpp } from './sms-smpp.server.ts';
import type { Heard } from './smpp-line.server.ts';

/** What a carrier needs of the house besides settings. */
type Given = {
	/** Receipts that come by a line of the carrier's own (SMPP). Given, the line is open from now on: one process gives it. */
	heard?: Heard;
};

/** Whoever carries words for this house: those whose settings are there. */
export function carriersOf(settings: Settings, { heard }: Given = {}): readonly Carrier[] {
	const { SMS_URL, SMS_KEY, SMS_SECRET, SMS_BRAND, MESSAGES_SECRET, ORIGIN, EMAIL_URL, EMAIL_FROM, SMPP_URL } =
		settings;
	const carriers: Carrier[] = [];
	if (SMS_URL && SMS_KEY && SMS_SECRET && SMS_BRAND && MESSAGES_SECRET)
		carriers.push(
			smsByHttp({
				...{ url: SMS_URL, key: SMS_KEY, password: SMS_SECRET, brand: SMS_BRAND },
				...{ secret: MESSAGES_SECRET, origin: ORIGIN }
			})
		);
	if (SMPP_URL && SMS_BRAND) carriers.push(smsBySmpp({ url: SMPP_URL, brand: SMS_BRAND }, heard));
	if (EMAIL_URL && EMAIL_FROM) carriers.push(emailBySmtp({ url: EMAIL_URL, from: EMAIL_FROM }));
	return carriers;
}
