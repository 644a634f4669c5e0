/** What is shown once and printed: what opens an account, one half of it, or a program's key. */
export type OncePaper = {
	kind: 'first' | 'password' | 'code' | 'key';
	name: string;
	login: string | null;
	password: string | null;
	code: { uri: string; letters: string } | null;
	key: string | null;
	/** It opens nothing, or no role begins, before a second person has agreed. */
	waits: boolean;
};
