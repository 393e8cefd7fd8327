// Draws the timeline of each run: what each Tomcat answered per half second, what failed, the slowest answer, and what happened when.
(() => {
  const INSTANCES = ['#5b8ff9', '#f6a04d', '#61b58b', '#9270ca'];
  const FAILED = '#c0182b';
  const SLOWEST = '#333333';
  const runs = JSON.parse(document.getElementById('runs').textContent);

  // Where things happened: a line each, and what it was.
  function marks(events) {
    return (plot) => {
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = '#666666';
      ctx.setLineDash([4, 4]);
      ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
      events.forEach(({ text, atMs }, index) => {
        const x = plot.valToPos(atMs / 1000, 'x', true);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        ctx.fillText(text, x + 4, bbox.top + (12 + (index % 3) * 14) * devicePixelRatio);
      });
      ctx.restore();
    };
  }

  function draw(element) {
    const { timeline, events } = runs[element.dataset.run];
    const instances = [...new Set(timeline.flatMap((slot) => Object.keys(slot.answeredBy)))].sort();
    const bars = uPlot.paths.bars({ size: [0.9, 100], align: 1 });
    // Bars upon each other: each has those below it added, and the highest is drawn first.
    const layers = [
      { label: 'failed', fill: FAILED, of: (slot) => slot.failed },
      ...instances.map((instance, index) => ({ label: instance, fill: INSTANCES[index % INSTANCES.length], of: (slot) => slot.answeredBy[instance] || 0 })).reverse(),
    ];
    const upTo = (slot, layer) => layers.slice(layer).reduce((sum, { of }) => sum + of(slot), 0);
    const value = (of) => (_plot, _value, _series, index) => index === null ? '' : of(timeline[index]);
    const data = [
      timeline.map(({ fromMs }) => fromMs / 1000),
      ...layers.map((_, layer) => timeline.map((slot) => upTo(slot, layer))),
      timeline.map(({ slowestMs }) => slowestMs / 1000),
    ];
    new uPlot({
      width: 1080,
      height: 230,
      scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.4)] }, s: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.1)] } },
      axes: [
        { label: 's', labelSize: 16 },
        { label: 'answers per half second', labelSize: 20 },
        { scale: 's', side: 1, label: 'slowest answer, s', labelSize: 20, grid: { show: false } },
      ],
      series: [
        { label: 's' },
        ...layers.map(({ label, fill, of }) => ({ label, fill, stroke: fill, width: 0, paths: bars, points: { show: false }, value: value(of) })),
        { label: 'slowest, s', scale: 's', stroke: SLOWEST, width: 1.5, points: { show: false }, value: value(({ slowestMs }) => slowestMs / 1000) },
      ],
      hooks: { draw: [marks(events)], ready: [() => { element.dataset.drawn = String(timeline.length); }] },
    }, data, element);
  }

  document.querySelectorAll('.chart').forEach(draw);
})();
