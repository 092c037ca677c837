import type { payrollStatuses } from '#src/lib/db/schema/company/staff.ts'
import { type AttendanceDay, monthKey, unpaidDays } from './attendance.ts'
import { addDays, daysBetween, earlier, later, monthsBetween, weekdaysBetween } from './calendar.ts'
import { dollars, type Person } from './people.ts'
import { closingDay, timeZone } from './trade.ts'

const payrollBegins = '2014-01-01'

/**
 * One row per person and month of employment; a month that was not worked whole is paid by its days, and
 * a working day of unpaid leave is not paid.
 */
export function buildPayroll(staff: Person[], attendance: AttendanceDay[]) {
  const unpaid = unpaidDays(attendance)
  return staff.flatMap((person) => {
    const last = person.leftOn ?? closingDay
    if (last < payrollBegins) return []
    return monthsBetween(later(person.hiredOn, payrollBegins), last).map((month) => {
      const periodStart = later(month.first, person.hiredOn)
      const periodEnd = earlier(month.last, last)
      const worked = daysBetween(periodStart, periodEnd) / daysBetween(month.first, month.last)
      const missed = unpaid.get(monthKey(person.employeeNo, month.first)) ?? 0
      const present = 1 - missed / weekdaysBetween(periodStart, periodEnd)
      const gross = Math.round(
        (person.pay.get(month.first.slice(0, 4))! / 12) * worked * (missed ? present : 1),
      )
      const tax = taxOn(gross)
      const payDay = addDays(month.last, 5)
      // The last month of the books is approved and waits for its pay day.
      const status: (typeof payrollStatuses)[number] = payDay <= closingDay ? 'paid' : 'approved'
      return {
        employeeNo: person.employeeNo,
        periodStart,
        periodEnd,
        paidOn: status === 'paid' ? payDay : null,
        gross: dollars(gross),
        tax: dollars(tax),
        net: dollars(gross - tax),
        currency: 'USD',
        iban: person.iban,
        status,
        createdAt: `${month.last} 17:00:00 ${timeZone}`,
        updatedAt: `${status === 'paid' ? payDay : month.last} 17:00:00 ${timeZone}`,
      }
    })
  })
}

export type Payment = ReturnType<typeof buildPayroll>[number]

/** 18 % of a month's first 4,000 dollars and 29 % of the rest, in cents. */
function taxOn(gross: number): number {
  const low = Math.min(gross, 400_000)
  return Math.round(low * 0.18 + (gross - low) * 0.29)
}
