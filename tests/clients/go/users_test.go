package clients

import (
	"testing"
	"time"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/stretchr/testify/require"
)

func aUserEntity(email string) *models.V1UserEntity {
	return &models.V1UserEntity{
		Metadata: &models.V1ObjectMeta{Name: "Ada Lovelace"},
		Spec:     &models.V1UserSpecEntity{EmailID: email, FirstName: "Ada", LastName: "Lovelace"},
	}
}

// aUser makes a user and deletes it when the test ends.
func aUser(t *testing.T, email string) string {
	t.Helper()
	uid, err := tenant().CreateUser(aUserEntity(email))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteUser(uid)) })
	return uid
}

// theRole returns the uid of the role of this name.
func theRole(t *testing.T, name string) string {
	t.Helper()
	role, err := tenant().GetRole(name)
	require.NoError(t, err)
	return role.Metadata.UID
}

// uids of what is only told by uid and name.
func uids(summaries []*models.V1UIDSummary) []string {
	all := []string{}
	for _, summary := range summaries {
		all = append(all, summary.UID)
	}
	return all
}

func TestAUserLives(t *testing.T) {
	email := "ada.lives@example.com"
	uid, err := tenant().CreateUser(aUserEntity(email))
	require.NoError(t, err)

	found, err := tenant().GetUserByID(uid)
	require.NoError(t, err)
	require.Equal(t, uid, found.Metadata.UID)
	require.Equal(t, "Ada Lovelace", found.Metadata.Name)
	require.Equal(t, email, found.Spec.EmailID)
	require.Equal(t, "Ada", found.Spec.FirstName)
	require.Equal(t, "Lovelace", found.Spec.LastName)
	require.Empty(t, found.Spec.Roles)
	require.False(t, found.Status.IsActive, "nobody has set a password yet")
	require.True(t, time.Time(found.Status.LastSignIn).IsZero())

	byEmail, err := tenant().GetUserByEmail(email)
	require.NoError(t, err)
	require.Equal(t, uid, byEmail.Metadata.UID)
	byName, err := tenant().GetUserByName("Ada Lovelace")
	require.NoError(t, err)
	require.Equal(t, uid, byName.Metadata.UID)
	summary, err := tenant().GetUserSummaryByEmail(email)
	require.NoError(t, err)
	require.Equal(t, uid, summary.Metadata.UID)
	require.Equal(t, "Lovelace", summary.Spec.LastName)
	require.Empty(t, summary.Spec.Teams)

	require.NoError(t, tenant().UpdateUser(uid, &models.V1UserUpdateEntity{
		Metadata: &models.V1ObjectMeta{Name: "Ada King"},
		Spec:     &models.V1UserUpdateSpecEntity{EmailID: email, FirstName: "Ada", LastName: "King"},
	}))
	changed, err := tenant().GetUserByID(uid)
	require.NoError(t, err)
	require.Equal(t, "Ada King", changed.Metadata.Name)

	require.NoError(t, tenant().DeleteUser(uid))
	_, err = tenant().GetUserByID(uid)
	requireGone(t, err)
	requireGone(t, tenant().DeleteUser(uid))
	_, err = tenant().GetUserSummaryByEmail(email)
	require.EqualError(t, err, "user not found for email: "+email)
}

func TestASecondUserOfTheSameAddressIsAConflict(t *testing.T) {
	first := aUser(t, "once@example.com")

	_, err := tenant().CreateUser(aUserEntity("Once@Example.com"))

	refused := requireRefused(t, 409, "Conflict", err)
	require.Equal(t, first, refused.Details.(map[string]any)["other"])
}

func TestAUserHoldsRolesInTheTenant(t *testing.T) {
	user, viewer := aUser(t, "roles.tenant@example.com"), theRole(t, "Tenant Viewer")

	require.NoError(t, tenant().AssociateUserTenantRole(user, &models.V1UserRoleUIDs{Roles: []string{viewer}}))
	held, err := tenant().GetUserTenantRole(user)
	require.NoError(t, err)
	require.Equal(t, []string{viewer}, uids(held.Roles))
	require.Equal(t, "Tenant Viewer", held.Roles[0].Name)
	require.Empty(t, held.InheritedRoles)

	require.NoError(t, tenant().AssociateUserTenantRole(user, &models.V1UserRoleUIDs{Roles: []string{}}))
	held, err = tenant().GetUserTenantRole(user)
	require.NoError(t, err)
	require.Empty(t, held.Roles)
}

// As the Terraform provider changes them: first each old project alone without roles, then the new set.
func TestAUserHoldsRolesInProjects(t *testing.T) {
	user, project := aUser(t, "roles.projects@example.com"), aProject(t)
	editor, viewer := theRole(t, "Project Editor"), theRole(t, "Project Viewer")
	patch := func(roles ...string) *models.V1ProjectRolesPatch {
		return &models.V1ProjectRolesPatch{Projects: []*models.V1ProjectRolesPatchProjectsItems0{{ProjectUID: project, Roles: roles}}}
	}

	for _, roles := range [][]string{{editor}, {}, {editor, viewer}} {
		require.NoError(t, tenant().AssociateUserProjectRole(user, patch(roles...)))
	}

	held, err := tenant().GetUserProjectRole(user)
	require.NoError(t, err)
	require.Len(t, held.Projects, 1)
	require.Equal(t, project, held.Projects[0].UID)
	require.Equal(t, t.Name(), held.Projects[0].Name)
	require.ElementsMatch(t, []string{editor, viewer}, uids(held.Projects[0].Roles))
	summary, err := tenant().GetUserSummaryByEmail("roles.projects@example.com")
	require.NoError(t, err)
	require.Equal(t, []string{project}, uids(summary.Spec.Projects))

	require.NoError(t, tenant().AssociateUserProjectRole(user, patch()))
	held, err = tenant().GetUserProjectRole(user)
	require.NoError(t, err)
	require.Empty(t, held.Projects)
}

func TestAUserHasNoRolesInWorkspacesOrByTags(t *testing.T) {
	user, viewer := aUser(t, "roles.others@example.com"), theRole(t, "Project Viewer")

	require.NoError(t, tenant().AssociateUserWorkspaceRole(user, &models.V1WorkspacesRolesPatch{}))
	workspaces, err := tenant().GetUserWorkspaceRole(user)
	require.NoError(t, err)
	require.Empty(t, workspaces.Projects)
	require.NoError(t, tenant().CreateUserResourceRole(user, &models.V1ResourceRolesUpdateEntity{}))
	tags, err := tenant().GetUserResourceRoles(user)
	require.NoError(t, err)
	require.Empty(t, tags)

	requireRefused(t, 400, "InvalidRequest", tenant().AssociateUserWorkspaceRole(user, &models.V1WorkspacesRolesPatch{
		Workspaces: []*models.V1WorkspaceRolesPatch{{UID: "w", Roles: []string{viewer}}}}))
	requireRefused(t, 400, "InvalidRequest", tenant().CreateUserResourceRole(user, &models.V1ResourceRolesUpdateEntity{
		FilterRefs: []string{"f"}, ProjectUids: []string{"p"}, Roles: []string{viewer}}))
	requireGone(t, tenant().DeleteUserResourceRoles(user, "none"))
}

func TestANameWhereAUsersUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"ada@example.com", "Ada Lovelace", "Ada%20Lovelace"} {
		_, err := tenant().GetUserByID(name)
		requireGone(t, err)
		_, err = tenant().GetUserTenantRole(name)
		requireGone(t, err)
	}
}
