import type { ConsentPurpose } from '#capabilities/privacy/rules-consent.ts';
import type { RequestKind } from '#capabilities/privacy/rules-requests.ts';

/** A request about data as its form sends it, from her own page or from a session. */
export const requestTyped = (form: FormData) => ({
	kind: String(form.get('kind') ?? '') as RequestKind,
	ward: String(form.get('ward') ?? '') || null,
	purpose: (String(form.get('purpose') ?? '') || null) as ConsentPurpose | null,
	words: String(form.get('words') ?? '')
});
