'use client'

import { Alert, Button, Group, NumberInput, Stack, Switch, TagsInput, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import { updateGovernanceAction } from '../../governance/actions.ts'
import type { Governance } from '../../governance/record/schema.ts'
import { Section } from '../new-export/section.tsx'

type Values = Pick<
  Governance,
  | 'recipient_domains'
  | 'guest_recipients'
  | 'retention_days'
  | 'alert_rows'
  | 'alert_sensitive'
  | 'approval_rows'
  | 'approval_sensitive'
  | 'approval_days'
>

/** The company's rules for exports. */
export function GovernanceForm({ rules }: { rules: Governance }) {
  const router = useRouter()
  const {
    recipient_domains,
    guest_recipients,
    retention_days,
    alert_rows,
    alert_sensitive,
    approval_rows,
    approval_sensitive,
    approval_days,
  } = rules
  const [values, setValues] = useState<Values>({
    ...{ recipient_domains, guest_recipients, retention_days, alert_rows, alert_sensitive, approval_rows },
    ...{ approval_sensitive, approval_days },
  })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [isSaving, setSaving] = useState(false)
  const change = (changes: Partial<Values>) => {
    setValues((before) => ({ ...before, ...changes }))
    setErrors({})
  }
  const asksApproval = values.approval_rows !== null || values.approval_sensitive

  async function save(event: FormEvent) {
    event.preventDefault()
    setSaving(true)
    const answer = await settleAction(updateGovernanceAction({ ...values, version: rules.version }))
    setSaving(false)
    if (!answer.ok) {
      const { errors: found, message } = answer.problem
      setErrors(
        found.length > 0
          ? Object.fromEntries(found.map(({ path, message }) => [path.split('.')[0], message]))
          : { '': message },
      )
      return
    }
    notifications.show({ title: 'Rules saved', message: 'They apply to every export requested from now on.' })
    router.refresh()
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md" maw="46rem">
        <Section title="Sharing">
          <Stack gap="sm">
            <TagsInput
              label="Allowed domains"
              description="Files can be shared only with addresses in these domains. Leave empty to allow every domain."
              placeholder={values.recipient_domains.length === 0 ? 'example.com' : undefined}
              splitChars={[',', ';', ' ']}
              value={values.recipient_domains}
              error={errors.recipient_domains}
              onChange={(domains) =>
                change({ recipient_domains: domains.map((one) => one.trim().toLowerCase()) })
              }
            />
            <Switch
              label="Share with people who have no account"
              description="They get an email with a link, and open the file with a code that is sent to their address. Datasets with pay, bank or personal data are never shared with them. Switched off, their links stop working at once."
              checked={values.guest_recipients}
              onChange={(event) => change({ guest_recipients: event.currentTarget.checked })}
            />
          </Stack>
        </Section>
        <Section title="Retention">
          <NumberInput
            label="Days to keep files"
            description={`After that they are removed. Leave empty to keep them ${rules.max_retention_days} days, the most that this installation allows.`}
            min={1}
            max={rules.max_retention_days}
            allowDecimal={false}
            clampBehavior="none"
            value={values.retention_days ?? ''}
            error={errors.retention_days}
            onChange={(value) => change({ retention_days: numberOf(value) })}
          />
        </Section>
        <Section
          title="Approval"
          description="These exports wait until an admin other than their creator approves them."
        >
          <Stack gap="sm">
            <NumberInput
              label="Exports with more rows than"
              placeholder="No limit"
              min={0}
              allowDecimal={false}
              thousandSeparator=" "
              value={values.approval_rows ?? ''}
              error={errors.approval_rows}
              onChange={(value) => change({ approval_rows: numberOf(value) })}
            />
            <Switch
              label="Exports that show pay, bank or personal data"
              checked={values.approval_sensitive}
              onChange={(event) => change({ approval_sensitive: event.currentTarget.checked })}
            />
            <NumberInput
              label="Days to decide"
              description="An export that nobody approves or rejects in this time is cancelled, and its creator gets an email."
              min={1}
              max={365}
              allowDecimal={false}
              clampBehavior="none"
              value={values.approval_days}
              error={errors.approval_days}
              onChange={(value) => change({ approval_days: Number(value) })}
            />
            {asksApproval && rules.approvers < 2 ? (
              <Alert color="amber" icon={<IconAlertTriangle aria-hidden />}>
                There is only one admin, and nobody can approve their own exports. Make someone else an admin
                too.
              </Alert>
            ) : null}
          </Stack>
        </Section>
        <Section title="Alert" description="Admins get an email when such an export completes.">
          <Stack gap="sm">
            <NumberInput
              label="Completed exports with more rows than"
              placeholder="No alert"
              min={0}
              allowDecimal={false}
              thousandSeparator=" "
              value={values.alert_rows ?? ''}
              error={errors.alert_rows}
              onChange={(value) => change({ alert_rows: numberOf(value) })}
            />
            <Switch
              label="Completed exports that show pay, bank or personal data"
              checked={values.alert_sensitive}
              onChange={(event) => change({ alert_sensitive: event.currentTarget.checked })}
            />
          </Stack>
        </Section>
        {errors[''] ? (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not saved" role="alert">
            <Text size="sm">{errors['']}</Text>
          </Alert>
        ) : null}
        <Group>
          <Button type="submit" loading={isSaving}>
            Save rules
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function numberOf(value: string | number): number | null {
  return value === '' ? null : Number(value)
}
