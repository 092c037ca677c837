import { processStamp } from '../src/lib/db/embedded/lock.mjs'
import { readRunFile } from './launcher/paths.mjs'
import { askReady } from './launcher/ready.ts'

const instance = readRunFile()
if (instance) process.exitCode = (await report(instance)) ? 0 : 1
else {
  console.log('Waybill is not running in this folder. Start it with npm start.')
  process.exitCode = 1
}

async function report({ base_url, pg, ...rest }: NonNullable<typeof instance>): Promise<boolean> {
  const { isReady, answer } = await askReady(base_url)
  const processes: [string, number | null][] = [
    ['web', rest.web_pid],
    ...rest.worker_pids.map((pid, index): [string, number] => [`worker ${index + 1}`, pid]),
    ['PostgreSQL', pg.pid],
  ]
  console.log(`Waybill at ${base_url} is ${isReady ? 'ready' : `not ready: ${answer}`}\n`)
  for (const [name, pid] of processes)
    row(name, pid === null ? `yours, at ${new URL(pg.url).host}` : state(pid))
  row('storage', rest.storage_dir)
  row('mail', rest.mail_dir ?? 'SMTP')
  row('logs', rest.log_files.join('\n              '))
  return isReady && processes.every(([, pid]) => pid === null || processStamp(pid) !== undefined)
}

function state(pid: number): string {
  return `${processStamp(pid) === undefined ? 'gone' : 'running'} (process ${pid})`
}

function row(name: string, value: string): void {
  console.log(`  ${name.padEnd(12)}${value}`)
}
