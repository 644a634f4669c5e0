/**
 * The expected "no": the person may read it, act on it, and nothing is broken. Its text lives in words under
 * `refusal.<code>`; `detail` fills the slots of that text. Anything else that throws is a fault and reaches the log.
 */
export class Refusal extends Error {
	readonly code: string;
	readonly detail: Record<string, string | number>;

	constructor(code: string, detail: Record<string, string | number> = {}) {
		super(code);
		this.code = code;
		this.detail = detail;
	}
}
