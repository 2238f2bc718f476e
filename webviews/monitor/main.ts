import { element } from '../shared/dom';
import { connect } from '../shared/host';
import { onThemeChange } from '../shared/theme';
import { Charts } from './charts';
import type { FromMonitor, MonitorState, RunSeries, RunSummary, ToMonitor } from './contract';
import { decodeMonitorState, decodeToMonitor } from './contract';
import { Controls } from './controls';
import { Header } from './header';
import './style.css';
import { MetricsTable } from './table';

const host = connect<ToMonitor, FromMonitor, MonitorState>(decodeToMonitor, decodeMonitorState, receive);

let summary: RunSummary | undefined;
let series: RunSeries = {};

const header = new Header((message) => {
  host.post(message);
});
const charts = new Charts();
const table = new MetricsTable();
const controls = new Controls(host.state, (change) => {
  host.keep(change);
  drawCharts();
});

document.body.append(element('main', { class: 'monitor' }, header.root, controls.root, charts.root, table.root));
onThemeChange(drawCharts);
host.post({ type: 'ready' });

function receive(message: ToMonitor): void {
  series = message.type === 'snapshot' ? message.series : appended(message.series);
  summary = message.summary;
  if (summary.run !== host.state.run) host.keep({ run: summary.run });
  header.show(summary);
  controls.root.hidden = Object.keys(series).length === 0;
  table.show(summary);
  drawCharts();
}

function appended(more: RunSeries): RunSeries {
  const grown: RunSeries = { ...series };
  for (const [name, points] of Object.entries(more)) grown[name] = [...(grown[name] ?? []), ...points];
  return grown;
}

function drawCharts(): void {
  if (summary) charts.show(series, summary, host.state);
}
