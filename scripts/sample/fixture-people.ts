import { employmentTypes, payrollStatuses } from '#src/lib/db/schema/staff.ts'
import { after, anyOf, inTurn, numbered, roll } from './fixture-sql.ts'
import { departments, names, notes } from './fixture-texts.ts'

const givenNames = ['Alex', 'Jörg', 'Zoë', '花子', 'Мария', "D'Arcy", 'Ana-Lucía', '']

// Check digits of `DE` and an 18-digit account at bank 00000000, which does not exist: 1314 is DE.
const account = `lpad((${roll(81, 2_000_000_000)})::text, 18, '0')`
const iban = `'DE' || lpad((98 - mod((${account} || '131400')::numeric, 97))::text, 2, '0') || ${account}`

/** As the trade statements: tenant $1, rows $2, seed $3. */
export const insertStaff = `
  insert into staff (tenant_id, employee_no, first_name, last_name, department, job_title, employment_type,
    personal_email, hired_on, left_on, salary, currency, iban)
  select $1, ${numbered('E-', 'g')}, ${anyOf(82, givenNames)}, ${inTurn(names)}, ${anyOf(83, departments)},
    ${anyOf(84, ['Buyer', 'Kauffrau für Büromanagement', '経理', null])}, ${anyOf(85, employmentTypes)},
    'person' || g || '@mail.example', hired_on,
    case when ${roll(86, 10)} = 0 then hired_on + ${roll(87, 900)} end,
    24000 + ${roll(88, 9_000_000)} / 100.0, ${anyOf(89, ['EUR', 'EUR', 'USD', 'JPY'])}, ${iban}
  from generate_series(1, $2::integer) g cross join lateral (select date '2018-01-01' + ${roll(90, 2000)} as hired_on) h`

/** 24 months a person: it takes a twenty-fourth as many people. */
export const insertPayroll = `
  with months as (select g, ${numbered('E-', '(g + 23) / 24')} as employee_no, (date '2024-01-01' + (g - 1) % 24 * interval '1 month')::date as month
      from generate_series(1, $2::integer) g),
    pay as (select g, month, s.id, s.currency, s.iban, round(s.salary / 12, 2) as gross,
        ${inTurn(payrollStatuses, `${roll(91, 1000)}`)} as status,
        (month + interval '27 days') at time zone 'UTC' as created
      from months join staff s on s.tenant_id = $1 and s.employee_no = months.employee_no)
  insert into payroll (tenant_id, staff_id, period_start, period_end, paid_on, gross, tax, net, currency, iban,
    status, notes, created_at, updated_at)
  select $1, id, month, (month + interval '1 month - 1 day')::date,
    case when status = 'paid' then (month + interval '1 month 4 days')::date end,
    gross, round(gross * 0.27, 2), gross - round(gross * 0.27, 2), currency, iban,
    status, ${anyOf(92, notes)}, created, ${after(95, 'created')}
  from pay order by g`
