import type { Carrier } from '#capabilities/notices/port.ts';
import type { Settings } from '#platform/settings.server.ts';
import { emailBySmtp } from './email.server.ts';
import { pushToBrowsers } from './push.server.ts';
import { smsByHttp } from './sms-http.server.ts';
import { smsBySmpp, type Lined } from './sms-smpp.server.ts';
import { zaloByTemplate } from './zalo.server.ts';
import type { TokenKeeper } from './zalo-tokens.server.ts';

/** What a carrier needs of the house besides settings. */
type Given = {
	/** Where the tokens of Zalo are kept, sealed. Without it there is no Zalo. */
	tokens?: TokenKeeper;
};

const smsOf = ({ SMS_URL: url, SMS_KEY: key, SMS_SECRET: password, ...s }: Settings): Carrier | null =>
	url && key && password && s.SMS_BRAND && s.MESSAGES_SECRET
		? smsByHttp({ url, key, password, brand: s.SMS_BRAND, secret: s.MESSAGES_SECRET, origin: s.ORIGIN })
		: null;

const secondSmsOf = ({ SMPP_URL: url, SMS_BRAND: brand }: Settings): Carrier | null =>
	url && brand ? smsBySmpp({ url, brand }) : null;

const pushOf = ({ PUSH_KEY: key, PUSH_CONTACT: contact, PUSH_HOSTS: hosts }: Settings): Carrier | null =>
	key && contact ? pushToBrowsers({ key, contact, hosts }) : null;

const emailOf = ({ EMAIL_URL: url, EMAIL_FROM: from }: Settings): Carrier | null =>
	url && from ? emailBySmtp({ url, from }) : null;

function zaloOf(settings: Settings, tokens: TokenKeeper | undefined): Carrier | null {
	const { ZALO_URL: url, ZALO_TOKEN_URL: tokenUrl, ZALO_TEMPLATES: templates } = settings;
	const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_SECRET: oaSecret } = settings;
	if (!tokens || !appId || !appSecret || !oaSecret || !templates) return null;
	return zaloByTemplate({ url, tokenUrl, appId, appSecret, oaSecret, templates }, tokens);
}

/** Whoever carries words for this house: those whose settings are there. */
export function carriersOf(settings: Settings, { tokens }: Given = {}): readonly Carrier[] {
	const texts = [smsOf(settings), secondSmsOf(settings)];
	const all = [...texts, zaloOf(settings, tokens), pushOf(settings), emailOf(settings)];
	return all.filter((one) => one !== null);
}

/** Those whose receipts come by a line of their own. */
export const linedOf = (carriers: readonly Carrier[]): readonly Lined[] =>
	carriers.filter((one): one is Lined => 'listen' in one);
