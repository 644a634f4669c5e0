// Draws a line around doors on the map of a hamlet. What it does is done as well without it, in the table beside the map.
(() => {
	const map = document.querySelector('[data-draw]');
	const form = document.querySelector('[data-draw-form]');
	if (!map || !form) return;
	const line = map.querySelector('[data-line]');
	const said = form.querySelector('[data-count]');
	const [open, close, back] = ['open', 'close', 'back'].map((what) => form.querySelector(`[data-${what}]`));
	const [frame, tools] = [map.viewBox.baseVal, form.querySelector('[data-tools]')];
	let corners = [];
	let drawing = false;

	const spotOf = ([x, y]) => [
		Number(map.dataset.lon) + x * Number(map.dataset.perX),
		Number(map.dataset.lat) - y * Number(map.dataset.perY)
	];
	const show = () => {
		map.classList.toggle('drawing', drawing);
		tools.hidden = !drawing;
		open.hidden = drawing;
		const path = corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
		line.setAttribute('d', corners.length > 0 ? `M${path}${corners.length > 2 ? 'z' : ''}` : '');
		for (const knot of map.querySelectorAll('.knot')) knot.remove();
		for (const [x, y] of corners) {
			const knot = document.createElementNS('http://www.w3.org/2000/svg', 'path');
			knot.setAttribute('class', 'knot');
			knot.setAttribute('d', `M${x - 5} ${y - 5}h10v10h-10z`);
			map.append(knot);
		}
		said.textContent = String(corners.length);
		form.elements.khoanh.value = corners.map((corner) => spotOf(corner).map((n) => n.toFixed(6)).join(',')).join(';');
		form.querySelector('[data-try]').disabled = corners.length < 3;
		back.disabled = corners.length === 0;
	};
	const set = (to, then) => {
		[drawing, corners] = [to, then];
		show();
	};

	form.hidden = false;
	open.addEventListener('click', () => set(true, []));
	close.addEventListener('click', () => set(false, []));
	back.addEventListener('click', () => set(true, corners.slice(0, -1)));
	map.addEventListener('pointerdown', (event) => {
		if (!drawing) return;
		const box = map.getBoundingClientRect();
		const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
		set(true, [...corners, [x * frame.width, y * frame.height]]);
	});
})();
