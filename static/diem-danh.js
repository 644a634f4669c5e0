// A roll: T marks everybody who is still open, and a number that is typed marks its row (17 here, 17m late, 17p excused). Each says what the row says.
for (const form of document.querySelectorAll('form[data-roll]')) {
	const keys = form.querySelector('[data-roll-keys]');
	const rows = [...form.querySelectorAll('[data-row]')];
	const mark = (row, how) => {
		row.querySelector(`input[value="${how}"]`).checked = true;
	};
	keys.hidden = false;
	keys.querySelector('[data-all]').addEventListener('click', () => {
		for (const row of rows) if (!row.querySelector('input:checked')) mark(row, 'here');
	});
	const box = keys.querySelector('[data-number]');
	box.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter') return;
		event.preventDefault();
		const typed = /^\s*(\d+)\s*([mp]?)\s*$/i.exec(box.value);
		const row = typed && rows.find((one) => Number(one.dataset.row) === Number(typed[1]));
		if (!row) return box.select();
		mark(row, { m: 'late', p: 'excused' }[typed[2].toLowerCase()] ?? 'here');
		row.scrollIntoView({ block: 'nearest' });
		box.value = '';
	});
}
