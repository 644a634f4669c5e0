import type { Carrier } from '#capabilities/notices/port.ts';
import type { Settings } from '#platform/settings.server.ts';
import { emailBySmtp } from './email.server.ts';
import { smsByHttp } from './sms-http.server.ts';

/** Whoever carries words for this house: those whose settings are there. */
export function carriersOf(settings: Settings): readonly Carrier[] {
	const { SMS_URL, SMS_KEY, SMS_SECRET, SMS_BRAND, MESSAGES_SECRET, ORIGIN, EMAIL_URL, EMAIL_FROM } = settings;
	const carriers: Carrier[] = [];
	if (SMS_URL && SMS_KEY && SMS_SECRET && SMS_BRAND && MESSAGES_SECRET)
		carriers.push(
			smsByHttp({
				...{ url: SMS_URL, key: SMS_KEY, password: SMS_SECRET, brand: SMS_BRAND },
				...{ secret: MESSAGES_SECRET, origin: ORIGIN }
			})
		);
	if (EMAIL_URL && EMAIL_FROM) carriers.push(emailBySmtp({ url: EMAIL_URL, from: EMAIL_FROM }));
	return carriers;
}
