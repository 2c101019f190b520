# gatehouse_module(name RANK n USES modules... LINKS targets... HEADERS prefixes...) declares one static library
# from src/<name>/; gatehouse_program() declares an executable the same way. The declaration is the module graph:
# tools/check_layers.py reads it and refuses an #include that goes another way.

function(gatehouse_sources out name)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cc")
    set(${out} "${sources}" PARENT_SCOPE)
endfunction()

function(gatehouse_settings target scope)
    cmake_parse_arguments(M "" "RANK" "USES;LINKS;HEADERS" ${ARGN})
    target_include_directories(${target} ${scope} "${CMAKE_SOURCE_DIR}/src")
    list(TRANSFORM M_USES PREPEND gatehouse_)
    target_link_libraries(${target} ${scope} ${M_USES} ${M_LINKS} Threads::Threads)
endfunction()

function(gatehouse_module name)
    gatehouse_sources(sources ${name})
    if(sources)
        add_library(gatehouse_${name} STATIC ${sources})
        gatehouse_settings(gatehouse_${name} PUBLIC ${ARGN})
        target_link_libraries(gatehouse_${name} PRIVATE gatehouse_warnings)
    else()
        add_library(gatehouse_${name} INTERFACE)
        gatehouse_settings(gatehouse_${name} INTERFACE ${ARGN})
    endif()
endfunction()

function(gatehouse_program program name)
    gatehouse_sources(sources ${name})
    add_executable(${program} ${sources})
    gatehouse_settings(${program} PRIVATE ${ARGN})
    target_link_libraries(${program} PRIVATE gatehouse_warnings)
    target_compile_definitions(${program} PRIVATE GATEHOUSE_VERSION="${PROJECT_VERSION}")
endfunction()
