/** What Svelte's table of attributes does not know yet: a page that is not drawn before this script has run. */
import 'svelte/elements';

declare module 'svelte/elements' {
	interface HTMLScriptAttributes {
		blocking?: 'render';
	}
}
