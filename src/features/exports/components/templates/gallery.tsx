'use client'

import { Anchor, Badge, Group, Pagination, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconSearchOff, IconTemplate } from '@tabler/icons-react'
import Link from 'next/link'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import type { TemplateResource, TemplateScope } from '../../templates/record/schema.ts'
import type { Labels } from '../labels.ts'
import { GallerySearch } from './gallery-search.tsx'
import { TemplateCard } from './template-card.tsx'

export interface GallerySection {
  scope: TemplateScope
  items: TemplateResource[]
  total: number
  pages: number
}

interface Props {
  sections: GallerySection[]
  /** The one section that is shown alone. */
  scope: TemplateScope | undefined
  page: number
  search: string
  labels: Labels
  maySchedule: boolean
}

const titles: Record<TemplateScope, string> = {
  mine: 'Your templates',
  team: 'Shared by the team',
  built_in: 'Ready to use',
}

/** All templates: a person's own first, then the team's, then those of the product. */
export function Gallery({ sections, scope, page, search, labels, maySchedule }: Props) {
  const shown = sections.filter(({ scope: own, total }) => total > 0 || own === scope)
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <GallerySearch search={search} scope={scope} />
        {scope ? (
          <Anchor component={Link} href={galleryHref({ search })} size="sm">
            Show all kinds of templates
          </Anchor>
        ) : null}
      </Group>
      {shown.every(({ total }) => total === 0) ? <NothingFound search={search} /> : null}
      {shown
        .filter(({ total }) => total > 0)
        .map((section) => (
          <section key={section.scope} aria-label={titles[section.scope]}>
            <Group gap="xs" mb="xs">
              <Title order={2}>{titles[section.scope]}</Title>
              <Badge color="gray">{section.total}</Badge>
            </Group>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" verticalSpacing="sm">
              {section.items.map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  labels={labels}
                  maySchedule={maySchedule}
                />
              ))}
            </SimpleGrid>
            <More section={section} scope={scope} page={page} search={search} />
          </section>
        ))}
      {!search &&
      !scope &&
      sections.every((section) => section.scope === 'built_in' || section.total === 0) ? (
        <Text size="sm" c="dimmed">
          You have no template of your own yet. Set up an export under{' '}
          <Anchor component={Link} href="/exports/new" underline="always">
            New export
          </Anchor>{' '}
          and choose “Save as template”.
        </Text>
      ) : null}
    </Stack>
  )
}

function More({
  section,
  scope,
  page,
  search,
}: { section: GallerySection } & Pick<Props, 'scope' | 'page' | 'search'>) {
  if (!scope) {
    if (section.total <= section.items.length) return null
    return (
      <Anchor
        component={Link}
        href={galleryHref({ scope: section.scope, search })}
        size="sm"
        mt="xs"
        display="inline-block"
      >
        Show all {section.total}
      </Anchor>
    )
  }
  if (section.pages < 2) return null
  const link = (to: number) => ({ component: Link, href: galleryHref({ scope, search, page: to }) })
  const edges = {
    first: 1,
    last: section.pages,
    previous: Math.max(1, page - 1),
    next: Math.min(section.pages, page + 1),
  }
  return (
    <Pagination
      component="nav"
      aria-label="Pages"
      total={section.pages}
      value={page}
      size="sm"
      mt="sm"
      getItemProps={link}
      getControlProps={(control) => ({ ...link(edges[control]), 'aria-label': `${control} page` })}
    />
  )
}

function NothingFound({ search }: { search: string }) {
  if (search) {
    return (
      <EmptyState
        icon={<IconSearchOff aria-hidden />}
        title="No templates match"
        action={
          <LinkButton href="/exports/templates" variant="default" mt="xs">
            Show all templates
          </LinkButton>
        }
      >
        No name or description contains “{search}”.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconTemplate aria-hidden />}
      title="No templates here yet"
      action={
        <LinkButton href="/exports/new" mt="xs">
          New export
        </LinkButton>
      }
    >
      Set up an export and choose “Save as template”, to make the same file again with one click.
    </EmptyState>
  )
}

export function galleryHref(query: { scope?: TemplateScope; search?: string; page?: number }): string {
  const said = Object.entries(query).filter(([key, value]) => value && !(key === 'page' && value === 1))
  const parameters = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString()
  return parameters ? `/exports/templates?${parameters}` : '/exports/templates'
}
