import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Where a process is killed: the step that its decision, or its order, was in. */
export const decisionGates = ['decision in', 'counter up', 'commit', 'answer lost'] as const
export const orderGates = ['claimed', 'order in'] as const
export type Gate = (typeof decisionGates | typeof orderGates)[number]

const lockClass = 7292
const numbers: Record<Gate, number> = {
  ...{ 'decision in': 1, 'counter up': 2, commit: 3, 'answer lost': 3 },
  ...{ claimed: 4, 'order in': 5 },
}

/** Makes every decision of this database pass the gates, which stand open until one is closed. */
export async function buildGates(client: pg.Client): Promise<void> {
  await client.query(`
    create function bench_gate() returns trigger language plpgsql as $$
    begin
      -- Whoever moves a cap goes around the gates.
      if current_setting('application_name') like 'bench %' then
        perform pg_advisory_xact_lock_shared(${lockClass}, tg_argv[0]::integer);
      end if;
      return null;
    end $$;
    create trigger bench_decision_in after insert on trade_decisions for each statement execute function bench_gate(1);
    create trigger bench_counter_up after update on budget_counters for each statement execute function bench_gate(2);
    create constraint trigger bench_commit after update on budget_counters deferrable initially deferred
      for each row execute function bench_gate(3);
    create trigger bench_claimed before insert on purchase_orders for each statement execute function bench_gate(4);
    create trigger bench_order_in after update on purchase_orders for each statement execute function bench_gate(5);`)
}

export async function removeGates(client: pg.Client): Promise<void> {
  await client.query('drop function bench_gate cascade')
}

/**
 * Closes a gate, waits until a decision stands before it, kills the process that waits for it, and opens the gate. Its
 * session ends too, except where only the answer is to be lost. False where nothing came.
 */
export async function killAt(
  ownerUrl: string,
  gate: Gate,
  kill: (name: string) => void,
  isOver: () => boolean,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', [lockClass, numbers[gate]])
    for (; !isOver(); await sleep(2)) {
      const { rows } = await client.query<{ pid: number; name: string }>(
        `select pid, application_name as name from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and not granted and classid = $1 and objid = $2`,
        [lockClass, numbers[gate]],
      )
      if (!rows[0]) continue
      kill(rows[0].name)
      if (gate !== 'answer lost') await client.query('select pg_terminate_backend($1, 5000)', [rows[0].pid])
      return true
    }
    return false
  } finally {
    // Ending the session opens the gate.
    await client.end()
  }
}
