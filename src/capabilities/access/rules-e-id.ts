// What a provider of e-IDs says, read: its levels, and what is wrong with it.

type Told = Readonly<Record<string, unknown>>;

/** `text=level` pairs of the setting `E_ID_LEVELS`, by the text. */
const setLevels = (levels: string): Map<string, number> =>
	new Map(
		levels.split(',').flatMap((pair): [string, number][] => {
			const at = pair.lastIndexOf('=');
			return at < 0 ? [] : [[pair.slice(0, at).trim(), Number(pair.slice(at + 1))]];
		})
	);

/**
 * The level of an account, from `eid_level` or else `acr`: as the setting reads it, a number, or a text that ends in one digit
 * after no more than `level` or `LoA` (Keycloak). Null where it says none that is known.
 */
export function levelOf(told: Told, levels: string): number | null {
	const said = told['eid_level'] ?? told['acr'];
	if (typeof said !== 'number' && typeof said !== 'string') return null;
	const text = String(said).trim();
	const set = setLevels(levels).get(text);
	if (set !== undefined) return set;
	const digit = /^(?:(?:loa|level)[ ._-]?)?(\d)$/i.exec(text)?.[1];
	return digit === undefined ? null : Number(digit);
}

type Fault = { code?: unknown; claim?: unknown; cause?: unknown };
const asFault = (reason: unknown): Fault => (typeof reason === 'object' && reason !== null ? reason : {});

/** Under which name the library tells what went wrong. */
export const codeOf = (reason: unknown): string => String(asFault(reason).code ?? '');

/** The claim that it is about, however deep the library put it. */
function claimOf(reason: unknown): string {
	const { claim, cause } = asFault(reason);
	return claim === undefined && cause !== undefined ? claimOf(cause) : String(claim);
}

/** Whose claim is not as it should be. */
const byClaim: Readonly<Record<string, string>> = { iss: 'e-id-issuer', aud: 'e-id-other-house' };

/** What is wrong, in a code that people are told: nobody answers, another answers, too late, for somebody else, or forged. */
export function faultOf(reason: unknown): string {
	const code = codeOf(reason);
	if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'e-id-expired';
	if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return 'e-id-issuer';
	if (code === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return byClaim[claimOf(reason)] ?? 'e-id-forged';
	const silent = [
		'OAUTH_TIMEOUT',
		'OAUTH_RESPONSE_IS_NOT_JSON',
		'OAUTH_RESPONSE_IS_NOT_CONFORM',
		'OAUTH_PARSE_ERROR',
		''
	];
	return silent.includes(code) ? 'e-id-silent' : 'e-id-forged';
}
