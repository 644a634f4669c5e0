// Whoever looks on counts each help with a touch (Ctrl Z takes one back), and sees which levels that leaves open. The house holds the same rule.
for (const form of document.querySelectorAll('form[data-looks-on]')) {
	const count = (name) => Number(form.elements[name]?.value) || 0;
	const seen = () => [...form.querySelectorAll('input[name^="step-"]:checked')];
	const highest = () => {
		if (count('doings') > 0 || seen().some((one) => one.dataset.safe && one.value === 'not')) return 0;
		return count('hints') + count('points') > 0 || seen().some((one) => one.value !== 'self') ? 1 : 3;
	};
	const hold = () => {
		for (const level of form.querySelectorAll('input[name="level"]')) {
			level.disabled = Number(level.value) > highest();
			if (level.disabled) level.checked = false;
		}
	};
	const added = [];
	const add = (name, by) => {
		const box = form.elements[name];
		box.value = String(Math.min(99, Math.max(0, count(name) + by)));
		hold();
	};
	for (const key of form.querySelectorAll('[data-adds]')) {
		key.hidden = false;
		key.addEventListener('click', () => {
			added.push(key.dataset.adds);
			add(key.dataset.adds, 1);
		});
	}
	document.addEventListener('keydown', (event) => {
		if (!event.ctrlKey || event.key !== 'z' || added.length === 0 || event.target.matches('input[type="number"]')) return;
		event.preventDefault();
		add(added.pop(), -1);
	});
	form.addEventListener('input', hold);
	hold();
}
