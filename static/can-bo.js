// One key, one button: a press of a key (or Alt and a key) clicks what names it by data-key. Single letters count only
// outside of fields, so that typing a name never calls the next number. A plain script: it works before the page is hydrated.
addEventListener('keydown', (event) => {
	if (event.ctrlKey || event.metaKey || event.repeat) return;
	const key = (event.altKey ? 'Alt+' : '') + (event.key.length === 1 ? event.key.toUpperCase() : event.key);
	const inField = event.target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
	if (inField && key.length === 1) return;
	const target = [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key && one.checkVisibility());
	if (!target) return;
	event.preventDefault();
	if (target.matches('input, textarea')) target.focus();
	else target.click();
});
