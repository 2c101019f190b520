package clients

import (
	"testing"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/stretchr/testify/require"
)

func aTeamEntity(name string, users ...string) *models.V1Team {
	return &models.V1Team{Metadata: &models.V1ObjectMeta{Name: name}, Spec: &models.V1TeamSpec{Users: users}}
}

func TestATeamLives(t *testing.T) {
	member, other := aUser(t, "team.one@example.com"), aUser(t, "team.two@example.com")
	uid, err := tenant().CreateTeam(aTeamEntity(t.Name(), member))
	require.NoError(t, err)

	found, err := tenant().GetTeam(uid)
	require.NoError(t, err)
	require.Equal(t, uid, found.Metadata.UID)
	require.Equal(t, t.Name(), found.Metadata.Name)
	require.Equal(t, []string{member}, found.Spec.Users)
	byName, err := tenant().GetTeamWithName(t.Name())
	require.NoError(t, err)
	require.Equal(t, uid, byName.Metadata.UID)

	require.NoError(t, tenant().UpdateTeam(uid, aTeamEntity(t.Name()+" two", other)))
	changed, err := tenant().GetTeam(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name()+" two", changed.Metadata.Name)
	require.Equal(t, []string{other}, changed.Spec.Users)
	_, err = tenant().GetTeamWithName(t.Name())
	require.Error(t, err)

	require.NoError(t, tenant().DeleteTeam(uid))
	_, err = tenant().GetTeam(uid)
	requireGone(t, err)
	requireGone(t, tenant().UpdateTeam(uid, aTeamEntity(t.Name())))
	requireGone(t, tenant().DeleteTeam(uid))
}

func TestATeamsRolesAreItsMembersRoles(t *testing.T) {
	member, project := aUser(t, "inherits@example.com"), aProject(t)
	viewer, editor := theRole(t, "Tenant Viewer"), theRole(t, "Project Editor")
	team, err := tenant().CreateTeam(aTeamEntity(t.Name(), member))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteTeam(team)) })

	// The Terraform provider always sends all three.
	require.NoError(t, tenant().AssociateTeamProjectRole(team, &models.V1ProjectRolesPatch{
		Projects: []*models.V1ProjectRolesPatchProjectsItems0{{ProjectUID: project, Roles: []string{editor}}}}))
	require.NoError(t, tenant().AssociateTeamTenantRole(team, &models.V1TeamTenantRolesUpdate{Roles: []string{viewer}}))
	require.NoError(t, tenant().AssociateTeamWorkspaceRole(team, &models.V1WorkspacesRolesPatch{}))

	projects, err := tenant().GetTeamProjectRoleAssociation(team)
	require.NoError(t, err)
	require.Len(t, projects.Projects, 1)
	require.Equal(t, project, projects.Projects[0].UID)
	require.Equal(t, []string{editor}, uids(projects.Projects[0].Roles))
	roles, err := tenant().GetTeamTenantRoleAssociation(team)
	require.NoError(t, err)
	require.Equal(t, []string{viewer}, uids(roles.Roles))
	workspaces, err := tenant().GetTeamWorkspaceRoleAssociation(team)
	require.NoError(t, err)
	require.Empty(t, workspaces.Projects)

	inherited, err := tenant().GetUserTenantRole(member)
	require.NoError(t, err)
	require.Empty(t, inherited.Roles)
	require.Equal(t, []string{viewer}, uids(inherited.InheritedRoles))
	inProjects, err := tenant().GetUserProjectRole(member)
	require.NoError(t, err)
	require.Len(t, inProjects.Projects, 1)
	require.Empty(t, inProjects.Projects[0].Roles)
	require.Equal(t, []string{editor}, uids(inProjects.Projects[0].InheritedRoles))

	// An update of the team leaves its roles alone, and a set of projects replaces the one before.
	require.NoError(t, tenant().UpdateTeam(team, aTeamEntity(t.Name(), member)))
	roles, err = tenant().GetTeamTenantRoleAssociation(team)
	require.NoError(t, err)
	require.Equal(t, []string{viewer}, uids(roles.Roles))
	require.NoError(t, tenant().AssociateTeamProjectRole(team, &models.V1ProjectRolesPatch{}))
	projects, err = tenant().GetTeamProjectRoleAssociation(team)
	require.NoError(t, err)
	require.Empty(t, projects.Projects)
}

func TestATeamHasNoRolesByTags(t *testing.T) {
	team, err := tenant().CreateTeam(aTeamEntity(t.Name()))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteTeam(team)) })

	role, err := tenant().GetTeamResourceRole(team, "Project Viewer")
	require.NoError(t, err)
	require.Nil(t, role)
	requireRefused(t, 400, "InvalidRequest", tenant().AssociateTeamResourceRole(team, &models.V1ResourceRolesUpdateEntity{
		FilterRefs: []string{"f"}, ProjectUids: []string{"p"}, Roles: []string{theRole(t, "Project Viewer")}}))
}

func TestATeamOfSomebodyUnknownIsRefused(t *testing.T) {
	_, err := tenant().CreateTeam(aTeamEntity(t.Name(), "nobody"))

	refused := requireRefused(t, 400, "InvalidRequest", err)
	require.Equal(t, "/spec/users/0", refused.Details.(map[string]any)["field"])
}

func TestANameWhereATeamsUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"my team", "my%20team"} {
		_, err := tenant().GetTeam(name)
		requireGone(t, err)
	}
}
